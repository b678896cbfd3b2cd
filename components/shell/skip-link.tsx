import { useTranslations } from "next-intl";
import { focusContent } from "@/lib/client/page/landmarks";

/** The first thing that the keyboard reaches: past the rooms, to what the page is about. */
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
