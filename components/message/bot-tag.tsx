import { useTranslations } from "next-intl";

/** Marks a bot. */
export function BotTag() {
  const t = useTranslations("message");

  return (
    <span className="flex-none rounded-1 border border-line-strong px-1 text-micro font-semibold text-ink-3 uppercase">
      {t("bot")}
    </span>
  );
}
