"use client";

import { clsx } from "clsx";
import SmilePlus from "lucide-react/icons/smile-plus";
import { useTranslations } from "next-intl";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { spotOf } from "@/lib/client/actions/message-rows";
import type { MessageView } from "@/lib/shared/views";
import { CHIP } from "./chip";

/** The button behind the reactions to a message, which adds another one. It is seen at the message under the pointer. */
export default function AddReaction({ message }: { message: MessageView }) {
  const t = useTranslations("reactions");
  const acts = useMessageActions();

  return (
    <button
      type="button"
      aria-label={t("add")}
      title={t("add")}
      onClick={(event) => acts.openEmoji(message, spotOf(event.currentTarget))}
      className={clsx(CHIP, "border-line-strong text-ink-3 hover:text-ink")}
    >
      <SmilePlus size={14} aria-hidden />
    </button>
  );
}
