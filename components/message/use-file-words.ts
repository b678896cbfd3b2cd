"use client";

import { useTranslations } from "next-intl";
import { summarizeFiles } from "@/lib/shared/files/file-summary";
import type { MessageView } from "@/lib/shared/views";

/** Describes the files of a message: "3 photos", "report.pdf". */
export function useFileWords(): (message: Pick<MessageView, "attachments">) => string {
  const t = useTranslations("files");

  return ({ attachments }) => {
    const summary = summarizeFiles(attachments);
    if (!summary) return t("noWords");
    const { kind, count, name } = summary;
    return kind === "named" ? name : t(`summary.${kind}`, { count });
  };
}
