import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Moment } from "@/components/ui/moment";
import { Cell, type ColumnSort, Table } from "@/components/ui/table";
import type { AdminPersonView } from "@/lib/shared/views";
import { SelectAll, SelectRow } from "../selection/select-boxes";
import { Selection } from "../selection/selection";
import { PeopleBulk } from "./people-bulk";
import { PersonActions } from "./person-actions";
import { PersonRole } from "./person-role";

type PeopleSort = "name" | "role" | "lastActive";
type PeopleTableProps = { people: AdminPersonView[]; sortOf: (sort: PeopleSort) => ColumnSort };

const itemOf = ({ id, displayName, deactivatedAt }: AdminPersonView) => ({
  id,
  name: displayName,
  isOff: deactivatedAt !== null,
});

/** The table of people for administrators. */
export function PeopleTable({ people, sortOf }: PeopleTableProps) {
  const t = useTranslations("people");

  return (
    <Selection items={people.map(itemOf)}>
      <Table
        label={t("list")}
        columns={[
          { label: "", head: <SelectAll /> },
          { label: t("person"), sort: sortOf("name") },
          { label: t("role"), from: "md", sort: sortOf("role") },
          { label: t("lastActive"), from: "md", sort: sortOf("lastActive") },
          { label: t("secondFactor"), from: "lg" },
          { label: t("actions"), isHidden: true },
        ]}
      >
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </Table>
      <PeopleBulk />
    </Selection>
  );
}

function PersonRow({ person }: { person: AdminPersonView }) {
  const t = useTranslations("people");

  return (
    <SelectRow item={itemOf(person)}>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <Person person={person} />
      </Cell>
      <Cell from="md">
        <PersonRole person={person} />
        {person.deactivatedAt && (
          <p className="text-tiny text-ink-3 group-hover/row:text-ink-2">{t("deactivated")}</p>
        )}
      </Cell>
      <Cell from="md" className="whitespace-nowrap text-ink-2">
        <LastActive person={person} />
      </Cell>
      <Cell from="lg" className="text-ink-2">
        {t(person.hasSecondFactor ? "on" : "off")}
      </Cell>
      <Cell className="w-10 text-right">
        <PersonActions person={person} />
      </Cell>
    </SelectRow>
  );
}

/** A name with the address under it; on narrow screens with what the hidden columns say. */
function Person({ person }: { person: AdminPersonView }) {
  const t = useTranslations();
  const { id, displayName, username, email, avatarUrl, role, deactivatedAt } = person;

  return (
    <div className="flex items-center gap-3">
      <Avatar id={id} name={displayName} url={avatarUrl} size="medium" />
      <div className="min-w-0">
        <p className="break-words md:truncate">
          <Link href={`/admin/people/${id}`} title={`@${username}`} className="hover:underline">
            {displayName}
          </Link>
        </p>
        <p className="truncate text-tiny text-ink-2 max-md:hidden">{email ?? `@${username}`}</p>
        <p className="text-tiny text-ink-2 md:hidden">
          {t(`role.${role}`)}
          {" · "}
          {deactivatedAt ? t("people.deactivated") : <LastActive person={person} />}
        </p>
      </div>
    </div>
  );
}

function LastActive({ person: { isOnline, lastActiveAt } }: { person: AdminPersonView }) {
  const t = useTranslations("people");
  if (isOnline) return t("now");
  return lastActiveAt ? <Moment at={lastActiveAt} /> : t("never");
}
