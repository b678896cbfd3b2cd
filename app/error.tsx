"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";

/** The error page. Text typed in a room is kept as a draft, so retrying loses nothing. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  const t = useTranslations("error");

  return (
    <NotePage title={t("title")} text={t("text")}>
      <Button look="quiet" onClick={() => retry()}>
        {t("again")}
      </Button>
    </NotePage>
  );
}
