import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Moment } from "@/components/ui/moment";
import { Cell, Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { AdminPersonView } from "@/lib/shared/views";
import { PersonActions } from "./person-actions";

/** The table of people for administrators. */
export function PeopleTable({ people }: { people: AdminPersonView[] }) {
  const t = useTranslations("people");

  return (
    <Table
      label={t("list")}
      columns={[
        { label: t("person") },
        { label: t("role"), from: "md" },
        { label: t("lastActive"), from: "md" },
        { label: t("secondFactor"), from: "lg" },
        { label: t("sessions"), from: "lg" },
        { label: t("state"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {people.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </Table>
  );
}

function PersonRow({ person }: { person: AdminPersonView }) {
  const t = useTranslations();
  const { id, displayName, username, email, avatarUrl, role, deactivatedAt } = person;

  return (
    <tr>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-72">
        <div className="flex items-center gap-2.5">
          <Avatar id={id} name={displayName} url={avatarUrl} />
          <div className="min-w-0">
            <p className="truncate">
              <Link href={`/admin/people/${id}`} className="hover:underline">
                {displayName}
              </Link>
            </p>
            <p className="truncate text-tiny text-ink-3">
              @{username}
              {email && ` · ${email}`}
            </p>
            <p className="flex gap-1.5 pt-0.5 md:hidden">
              {role !== "member" && <Tag>{t(`role.${role}`)}</Tag>}
              {deactivatedAt && <Tag look="danger">{t("people.deactivated")}</Tag>}
            </p>
          </div>
        </div>
      </Cell>
      <Cell from="md">{t(`role.${role}`)}</Cell>
      <Cell from="md" className="text-small text-ink-2">
        <LastActive person={person} />
      </Cell>
      <Cell from="lg" className="text-small text-ink-2">
        {t(person.hasSecondFactor ? "people.on" : "people.off")}
      </Cell>
      <Cell from="lg" className="text-small text-ink-2 tabular-nums">
        {person.sessionCount}
      </Cell>
      <Cell from="md">
        {deactivatedAt ? (
          <Tag look="danger">{t("people.deactivated")}</Tag>
        ) : (
          <span className="text-small text-ink-2">{t("people.active")}</span>
        )}
      </Cell>
      <Cell className="text-right">
        <PersonActions person={person} />
      </Cell>
    </tr>
  );
}

function LastActive({ person: { isOnline, lastActiveAt } }: { person: AdminPersonView }) {
  const t = useTranslations("people");
  if (isOnline) return t("now");
  return lastActiveAt ? <Moment at={lastActiveAt} /> : t("never");
}
