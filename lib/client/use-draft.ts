"use client";

import { type SetStateAction, useCallback, useEffect, useState } from "react";
import { draftKey } from "./traces";

/** What one has typed in a room and not sent: kept on this device through other rooms, reloads and crashes. */
export function useDraft(userId: string, roomId: string) {
  const key = draftKey(userId, roomId);
  const [text, setText] = useState("");

  // Read after the first drawing: the server does not know the draft, and both must draw the same page.
  useEffect(() => {
    const kept = readDraft(key);
    if (kept) setText((typed) => typed || kept);
  }, [key]);

  const type = useCallback(
    (next: SetStateAction<string>) =>
      setText((typed) => {
        const text = typeof next === "function" ? next(typed) : next;
        keepDraft(key, text);
        return text;
      }),
    [key],
  );

  /** Takes the draft away. The device forgets it only once what it became is kept elsewhere. */
  const take = useCallback(
    async (sent: string, kept: Promise<void>) => {
      setText("");
      await kept;
      if (readDraft(key).trimEnd() === sent) keepDraft(key, "");
    },
    [key],
  );
  return [text, type, take] as const;
}

function readDraft(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    // Storage may be forbidden: then a draft lasts as long as the page.
    return "";
  }
}

function keepDraft(key: string, text: string): void {
  try {
    if (text.trim() === "") localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Forbidden or full, see above.
  }
}
