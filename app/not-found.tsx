import { getTranslations } from "next-intl/server";
import { buttonLook } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";

export default async function NotFound() {
  const t = await getTranslations("notFound");

  return (
    <NotePage title={t("title")} text={t("text")}>
      {/* A Link here would be a part of the script of every page. */}
      <a href="/" className={buttonLook({ look: "quiet" })}>
        {t("back")}
      </a>
    </NotePage>
  );
}
