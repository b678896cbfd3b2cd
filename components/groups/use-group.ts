"use client";

import { useEffect, useState } from "react";
import { getAnswer } from "@/lib/client/connection/rest";
import type { GroupDetailsView } from "@/lib/shared/views";

/** A group as it was read: not yet, deleted or hidden from the reader, or without an answer of the server. */
type Reading = { group: GroupDetailsView | null; state: "loading" | "gone" | "failed" | "read" };

const LOADING: Reading = { group: null, state: "loading" };

/** Reads a group by its path, and again by `retry`. */
export function useGroup(path: string): Reading & { retry: () => void } {
  const [reading, take] = useState(LOADING);
  const [tries, count] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try reads anew.
  useEffect(() => {
    let isWanted = true;
    take(LOADING);
    void getAnswer<GroupDetailsView>(path).then((answer) => {
      if (!isWanted) return;
      if (answer?.ok) take({ group: answer.data, state: "read" });
      else take({ group: null, state: answer?.status === 404 ? "gone" : "failed" });
    });
    return () => {
      isWanted = false;
    };
  }, [path, tries]);

  return { ...reading, retry: () => count((before) => before + 1) };
}
