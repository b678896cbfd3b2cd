"use client";

import { type KeyboardEvent, useState } from "react";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { useChat } from "./chat-context";
import type { Refused } from "./pending";
import { useActs } from "./room-acts-context";
import { lengthNear } from "./text-length";
import { useRefusal } from "./use-refusal";

const NEAR_END = 1_000;
const AWAY: Refused = { code: "unavailable", detail: "" };

/** The text of one's own message while it is changed. Enter saves, Escape leaves it as it was. */
export function useEdit(message: MessageView) {
  const acts = useActs();
  const chat = useChat();
  const [text, type] = useState(message.text);
  const [isSaving, setSaving] = useState(false);
  const [refusal, refuse] = useState<Refused | null>(null);
  const left = LIMITS.messageLength - lengthNear(text, LIMITS.messageLength - NEAR_END);
  const canSave = text.trim() !== "" && left >= 0 && !isSaving;

  async function save() {
    if (!canSave) return;
    const changed = text.trimEnd();
    if (changed === message.text) return acts.endEdit(message);
    setSaving(true);
    const answer = await chat.ask("edit", { messageId: message.id, text: changed });
    setSaving(false);
    if (answer?.ok) acts.endEdit(message);
    else refuse(answer ?? AWAY);
  }

  function onKeyDown(event: KeyboardEvent) {
    // While a word is being composed, its keys belong to the composition. 229: Safari.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      acts.endEdit(message);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      void save();
    }
  }

  return {
    text,
    type,
    /** Characters that still fit in; only told near the end. */
    left: left < NEAR_END ? left : null,
    canSave,
    save,
    cancel: () => acts.endEdit(message),
    refusal: useRefusal(refusal).all,
    onKeyDown,
  };
}
