"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import { timeInName } from "@/lib/client/uploads/file-names";
import { loadSurely } from "@/lib/client/uploads/use-upload-engine";
import type { Recording } from "@/lib/client/voice/voice-recorder";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

/**
 * Puts recordings into the draft of a room, even after the room was left.
 *
 * @param send sends the draft
 */
export function useVoiceDraft(timeline: TimelineKey, send: () => void) {
  const t = useTranslations("voice");
  const { uploads } = useChat();
  return async ({ blob, extension, duration, waveform }: Recording, isToSend: boolean) => {
    const name = `${t("fileName", { when: timeInName(new Date()) })}.${extension}`;
    const engine = await loadSurely(uploads);
    const file = new File([blob], name, { type: blob.type });
    const ids = await engine.add(timeline, [file], { duration, waveform });
    // The composer knows the file after its next render.
    if (isToSend && ids.length > 0) setTimeout(send);
  };
}
