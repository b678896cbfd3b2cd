import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Cell, Table } from "@/components/ui/table";
import type { MembershipChangeView } from "@/lib/shared/views";
import { EntryTime } from "../entry-time";

/** Joins, leaves and role changes of a room, newest first. */
export function ChangeTable({ changes }: { changes: MembershipChangeView[] }) {
  const t = useTranslations("membershipChanges");

  return (
    <Table
      label={t("list")}
      columns={[{ label: t("when") }, { label: t("what") }, { label: t("by"), from: "md" }]}
    >
      {changes.map((change) => (
        <ChangeRow key={change.id} change={change} />
      ))}
    </Table>
  );
}

function ChangeRow({ change }: { change: MembershipChangeView }) {
  const { user, by, at } = change;
  const whom =
    by && by.id !== user.id ? <PersonLink id={by.id} name={by.displayName} /> : <OwnDoing by={by} />;

  return (
    <tr>
      <Cell className="text-small whitespace-nowrap text-ink-2 tabular-nums">
        <EntryTime at={at} />
      </Cell>
      <Cell className="w-full max-w-0 break-words md:w-auto md:max-w-md">
        <What change={change} />
        <p className="text-tiny text-ink-3 md:hidden">{whom}</p>
      </Cell>
      <Cell from="md" className="text-small text-ink-2">
        {whom}
      </Cell>
    </tr>
  );
}

function What({ change: { type, user, role, entry } }: { change: MembershipChangeView }) {
  const t = useTranslations("membershipChanges");
  const tRole = useTranslations("roomRole");
  const words = {
    name: user.displayName,
    b: (name: ReactNode) => <PersonLink id={user.id} name={name} />,
  };

  switch (type) {
    case "entered":
      return (
        <>
          {t.rich("entered", { ...words, entry: entry ?? "added" })}
          {role !== "member" && <span className="text-ink-2"> · {tRole(role)}</span>}
        </>
      );
    case "role":
      return t.rich("role", { ...words, role });
    default:
      return t.rich(type, words);
  }
}

/** Marks changes that members made themselves. */
function OwnDoing({ by }: { by: MembershipChangeView["by"] }) {
  const t = useTranslations("membershipChanges");
  return t(by ? "self" : "automatic");
}

function PersonLink({ id, name }: { id: string; name: ReactNode }) {
  return (
    <Link href={`/admin/people/${id}`} className="font-medium text-ink hover:underline">
      {name}
    </Link>
  );
}
