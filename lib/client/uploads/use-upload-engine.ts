"use client";

import { useChat } from "../chat/chat-context";
import { BACKOFF, backoffMs } from "../connection/backoff";
import type { UploadEngine } from "./upload-engine";
import type { Uploads } from "./uploads";

/** Runs something on the engine of uploads. Its script is loaded first, and again until that works. */
export function useUploadEngine(): (act: (engine: UploadEngine) => void) => void {
  const { uploads } = useChat();
  return (act) => void loadSurely(uploads).then(act, () => {});
}

/**
 * Loads the engine, and tries again until that works: a chosen file must not be dropped for a lost connection. Rejects
 * once the session ended.
 */
export async function loadSurely(uploads: Uploads): Promise<UploadEngine> {
  for (let tries = 0; ; tries++) {
    const engine = await uploads.load().catch(() => null);
    if (engine) return engine;
    if (uploads.isStopped) throw new Error("Stopped");
    await new Promise((resolve) => setTimeout(resolve, backoffMs(BACKOFF.scripts, tries)));
  }
}
