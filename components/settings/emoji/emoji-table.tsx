import { useTranslations } from "next-intl";
import { EntryTime } from "@/components/administration/entry-time";
import { Cell, Table } from "@/components/ui/table";
import type { CustomEmojiView } from "@/lib/shared/views";
import { EmojiMenu } from "./emoji-menu";

/** The table of the workspace's emoji, by name. */
export function EmojiTable({ emoji }: { emoji: CustomEmojiView[] }) {
  const t = useTranslations("customEmoji");

  return (
    <Table
      label={t("list")}
      columns={[
        { label: t("emoji") },
        { label: t("aliases"), from: "lg" },
        { label: t("by"), from: "md" },
        { label: t("at"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {emoji.map((each) => (
        <EmojiRow key={each.id} emoji={each} />
      ))}
    </Table>
  );
}

function EmojiRow({ emoji }: { emoji: CustomEmojiView }) {
  const { createdBy, createdAt, mayChange } = emoji;
  const by = createdBy && <bdi>{createdBy.displayName}</bdi>;

  return (
    <tr className="group/row hover:bg-hover">
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <Named emoji={emoji} />
      </Cell>
      <Cell from="lg" className="max-w-80 text-ink-2">
        <Aliases emoji={emoji} />
      </Cell>
      <Cell from="md" className="max-w-60 truncate text-ink-2">
        {by}
      </Cell>
      <Cell from="md" className="whitespace-nowrap text-ink-2">
        <EntryTime at={createdAt} />
      </Cell>
      <Cell className="w-10 text-right">{mayChange && <EmojiMenu emoji={emoji} />}</Cell>
    </tr>
  );
}

function Named({ emoji }: { emoji: CustomEmojiView }) {
  const { name, imageUrl, createdBy } = emoji;
  return (
    <div className="flex items-center gap-3">
      <span className="grid h-9 w-12 flex-none place-items-center">
        {/* biome-ignore lint/performance/noImgElement: a small image that the server has scaled down */}
        <img src={imageUrl} alt="" loading="lazy" decoding="async" className="max-h-9 max-w-12" />
      </span>
      <div className="min-w-0">
        <p className="break-words md:truncate">
          <bdi>:{name}:</bdi>
        </p>
        <div className="text-tiny text-ink-2 lg:hidden">
          <Aliases emoji={emoji} />
        </div>
        {createdBy && (
          <p className="truncate text-tiny text-ink-2 md:hidden">
            <bdi>{createdBy.displayName}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}

function Aliases({ emoji: { aliases } }: { emoji: CustomEmojiView }) {
  const words = aliases.map((alias) => `:${alias}:`).join(" ");
  return (
    <p className="truncate" title={words}>
      {words}
    </p>
  );
}
