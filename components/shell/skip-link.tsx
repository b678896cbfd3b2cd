import { useTranslations } from "next-intl";
import { focusContent } from "@/lib/client/page/focus-content";

/** The skip link: the first tab stop leads past the room list to the content. */
export function SkipLink() {
  const t = useTranslations("shortcuts");

  return (
    <button
      type="button"
      onClick={focusContent}
      className="fixed top-2 left-2 z-40 -translate-y-16 rounded-2 bg-accent px-3 py-2 text-small font-semibold text-accent-ink focus:translate-y-0"
    >
      {t("skip")}
    </button>
  );
}
