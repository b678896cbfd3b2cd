"use client";

import { useEffect, useState } from "react";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { call } from "../connection/call";
import { useStore } from "../state/use-store";
import { AddedFiles } from "./added-files";
import { sendLoaded } from "./send-loaded";
import type { Rejection } from "./upload";

export type Added = ReturnType<typeof useAddedFiles>;

/**
 * Files that are added to a message while it is edited.
 *
 * @param present the number of files that the message has
 */
export function useAddedFiles(present: number) {
  const [added] = useState(
    () =>
      new AddedFiles({
        send: sendLoaded,
        remove: (file) => void call("DELETE /files/{file}", { file }, { keepalive: true }),
      }),
  );
  const files = useStore(added.store);
  const [rejection, reject] = useState<Pick<Rejection, "name" | "limit"> | null>(null);
  useEffect(() => () => added.stop(), [added]);

  return {
    files,
    /** The first file that found no room. */
    rejection,
    add(chosen: readonly File[]) {
      const limit = BROWSER_LIMITS.attachments;
      const room = limit - present - files.length;
      added.add(chosen, room);
      const [first] = chosen.slice(Math.max(0, room));
      reject(first ? { name: first.name, limit } : null);
    },
    remove(id: string) {
      reject(null);
      added.remove(id);
    },
    retry: (id: string) => added.retry(id),
    ids: () => added.ids(),
    saved: (ids: readonly string[]) => added.saved(ids),
  };
}
