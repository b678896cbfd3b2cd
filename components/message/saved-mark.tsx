"use client";

import Bookmark from "lucide-react/icons/bookmark";
import { useTranslations } from "next-intl";
import type { MessageView } from "@/lib/shared/views";
import { useIsSaved } from "./use-saved";

/** Marks a saved message. */
export function SavedMark({ message }: { message: MessageView }) {
  const t = useTranslations("views");
  if (!useIsSaved(message)) return null;
  return (
    <p className="flex items-center gap-1.5 text-tiny text-ink-3">
      <Bookmark size={12} aria-hidden />
      {t("savedMark")}
    </p>
  );
}
