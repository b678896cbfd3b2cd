import { useTranslations } from "next-intl";
import { Cell, Table } from "@/components/ui/table";
import type { GroupView } from "@/lib/shared/views";
import { GroupIcon } from "./group-icon";
import { GroupMenu } from "./group-menu";

/** The table of groups, by name. */
export function GroupTable({ groups }: { groups: GroupView[] }) {
  const t = useTranslations("groups");

  return (
    <Table
      label={t("list")}
      columns={[
        { label: t("group") },
        { label: t("description"), from: "lg" },
        { label: t("people"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
    </Table>
  );
}

function GroupRow({ group }: { group: GroupView }) {
  return (
    <tr className="group/row hover:bg-hover">
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <Named group={group} />
      </Cell>
      <Cell from="lg" className="max-w-80 text-ink-2">
        <p className="truncate" title={group.description}>
          {group.description}
        </p>
      </Cell>
      <Cell from="md" className="whitespace-nowrap text-ink-2">
        <Numbers group={group} />
      </Cell>
      <Cell className="w-10 text-right">{group.mayChange && <GroupMenu group={group} />}</Cell>
    </tr>
  );
}

function Named({ group }: { group: GroupView }) {
  const { name, handle } = group;
  return (
    <div className="flex items-center gap-3">
      <GroupIcon size="small" />
      <div className="min-w-0">
        <p className="break-words md:truncate">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-tiny text-ink-2">@{handle}</p>
        <p className="text-tiny text-ink-2 md:hidden">
          <Numbers group={group} />
        </p>
      </div>
    </div>
  );
}

function Numbers({ group: { memberCount, groupCount } }: { group: GroupView }) {
  const t = useTranslations();
  return (
    <>
      {t("groupCard.people", { count: memberCount })}
      {groupCount > 0 && <> · {t("groups.nested", { count: groupCount })}</>}
    </>
  );
}
