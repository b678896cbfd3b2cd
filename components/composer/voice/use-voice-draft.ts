"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import { BACKOFF, backoffMs } from "@/lib/client/connection/backoff";
import { timeInName } from "@/lib/client/uploads/file-names";
import type { UploadEngine } from "@/lib/client/uploads/upload-engine";
import type { Uploads } from "@/lib/client/uploads/uploads";
import type { Recording } from "@/lib/client/voice/voice-recorder";

/**
 * Puts recordings into the draft of a room, even after the room was left.
 *
 * @param send sends the draft
 */
export function useVoiceDraft(roomId: string, send: () => void) {
  const t = useTranslations("voice");
  const { uploads } = useChat();
  return async ({ blob, extension, duration, waveform }: Recording, isToSend: boolean) => {
    const name = `${t("fileName", { when: timeInName(new Date()) })}.${extension}`;
    const engine = await loaded(uploads);
    const file = new File([blob], name, { type: blob.type });
    const ids = await engine.add(roomId, [file], { duration, waveform });
    // The composer knows the file after its next render.
    if (isToSend && ids.length > 0) setTimeout(send);
  };
}

/** The upload engine. A recording waits in memory while its script cannot be loaded. */
async function loaded(uploads: Uploads): Promise<UploadEngine> {
  for (let tries = 0; ; tries++) {
    try {
      return await uploads.load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, backoffMs(BACKOFF.scripts, tries)));
    }
  }
}
