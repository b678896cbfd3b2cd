"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { MessageView } from "@/lib/shared/views";

const DeletionNote = onDemand<{ message: MessageView; isWaiting: boolean }>(
  () => import("./deletion-note"),
  undefined,
  "now",
);

/** The placeholder of a deleted message. */
export function DeletedText() {
  const t = useTranslations("saying");
  return <p className="text-small text-ink-3 italic">{t("deleted")}</p>;
}

type Line = { message: MessageView; isWaiting: boolean; children: ReactNode };

/** A message being deleted. The deletion can be undone for some seconds. */
export const DeletedLine = ({ message, isWaiting, children }: Line) => (
  <>
    <div className="opacity-45" inert>
      {children}
    </div>
    <DeletionNote message={message} isWaiting={isWaiting} />
  </>
);
