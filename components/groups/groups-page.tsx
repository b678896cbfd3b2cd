import Users from "lucide-react/icons/users";
import { useTranslations } from "next-intl";
import { Filters } from "@/components/administration/filters";
import { DeskHeading } from "@/components/ui/desk";
import { EmptyState } from "@/components/ui/empty-state";
import { Pages } from "@/components/ui/pages";
import type { GroupView, Page } from "@/lib/shared/views";
import { GroupTable } from "./group-table";
import { MakeGroup } from "./make-group";

type Props = {
  path: string;
  page: Page<GroupView>;
  q: string | undefined;
  cursor: string | undefined;
  mayMake: boolean;
};

/** The page of all groups, in the administration and in the settings of members who make groups. */
export function GroupsPage({ path, page, q, cursor, mayMake }: Props) {
  const t = useTranslations("groups");
  const isNarrowed = Boolean(q || cursor);
  const isEmpty = page.items.length === 0;

  return (
    <>
      <DeskHeading title={t("title")} text={t("text")}>
        {mayMake && <MakeGroup />}
      </DeskHeading>
      {(isNarrowed || !isEmpty) && <Filters path={path} search={t("search")} q={q} choices={[]} />}
      {!isEmpty && <GroupTable groups={page.items} />}
      {isEmpty && isNarrowed && <p className="py-6 text-ink-2">{t("nothing")}</p>}
      {isEmpty && !isNarrowed && <EmptyState icon={Users} text={t(mayMake ? "noneMine" : "none")} />}
      <Pages query={{ q }} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
