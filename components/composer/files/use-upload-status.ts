"use client";

import { useLocale, useTranslations } from "next-intl";
import { roughTime, sentText } from "@/lib/client/uploads/size-text";
import { isUp, type Upload } from "@/lib/client/uploads/upload";
import { formatFileSize } from "@/lib/shared/files/file-size";

/** The state of an upload in words, and its sent share from 0 to 1; null where no line is drawn. */
export function useUploadStatus(upload: Upload): { text: string; share: number | null } {
  const t = useTranslations("uploads");
  const locale = useLocale();
  const { refusal, size, sentBytes, activity, keeping, secondsLeft } = upload;
  const total = formatFileSize(size, locale);

  if (refusal) {
    const { why, limit } = refusal;
    if (why !== "tooLarge") return { text: t(`why.${why}`), share: null };
    const text = limit
      ? t("why.tooLarge", { limit: formatFileSize(limit, locale) })
      : t("why.tooLargeUnknown");
    return { text, share: null };
  }
  if (isUp(upload)) return { text: total, share: null };
  const share = size > 0 ? sentBytes / size : 0;
  if (activity === "stalled") return { text: t("state.stalled"), share };
  if (activity === "waiting")
    return { text: `${total} · ${t(`state.${keeping === "copying" ? "copying" : "waiting"}`)}`, share };
  if (sentBytes >= size) return { text: `${total} · ${t("state.reading")}`, share: 1 };
  const sent = sentText(sentBytes, size, locale);
  const progress = t("progress", { sent, total });
  if (secondsLeft === null) return { text: progress, share };
  const { unit, count } = roughTime(secondsLeft);
  return { text: `${progress} · ${t(`left.${unit}`, { count })}`, share };
}
