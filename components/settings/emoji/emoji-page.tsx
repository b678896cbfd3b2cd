import Smile from "lucide-react/icons/smile";
import { useTranslations } from "next-intl";
import { Filters } from "@/components/administration/filters";
import { DeskHeading } from "@/components/ui/desk";
import { EmptyState } from "@/components/ui/empty-state";
import { Pages } from "@/components/ui/pages";
import type { CustomEmojiView, Page } from "@/lib/shared/views";
import { AddEmoji } from "./add-emoji";
import { EmojiTable } from "./emoji-table";

type Props = {
  page: Page<CustomEmojiView>;
  q: string | undefined;
  cursor: string | undefined;
  mayAdd: boolean;
};

/** The page of the workspace's emoji. */
export function EmojiPage({ page, q, cursor, mayAdd }: Props) {
  const t = useTranslations("customEmoji");
  const isNarrowed = Boolean(q || cursor);
  const isEmpty = page.items.length === 0;

  return (
    <>
      <DeskHeading title={t("title")} text={t("text")}>
        {mayAdd && <AddEmoji />}
      </DeskHeading>
      {(isNarrowed || !isEmpty) && <Filters path="/settings/emoji" search={t("search")} q={q} choices={[]} />}
      {!isEmpty && <EmojiTable emoji={page.items} />}
      {isEmpty && isNarrowed && <p className="py-6 text-ink-2">{t("nothing")}</p>}
      {isEmpty && !isNarrowed && <EmptyState icon={Smile} text={t(mayAdd ? "noneMine" : "none")} />}
      <Pages query={{ q }} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
