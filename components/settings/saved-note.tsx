import { useTranslations } from "next-intl";

/** Tells screen readers that a change is saved; everybody else sees it. */
export function SavedNote({ isSaved }: { isSaved: boolean }) {
  const t = useTranslations("ui");
  return (
    <p role="status" className="sr-only">
      {isSaved && t("saved")}
    </p>
  );
}
