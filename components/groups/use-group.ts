"use client";

import { useEffect, useState } from "react";
import { type Address, read } from "@/lib/client/connection/call";
import type { GroupDetailsView } from "@/lib/shared/views";

/** A group as it was read: not yet, deleted or hidden from the reader, or without an answer of the server. */
type Reading = { group: GroupDetailsView | null; state: "loading" | "gone" | "failed" | "read" };

const LOADING: Reading = { group: null, state: "loading" };

/** Reads a group by its address, and again by `retry`. */
export function useGroup(path: Address<GroupDetailsView>): Reading & { retry: () => void } {
  const [reading, take] = useState(LOADING);
  const [tries, count] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try reads anew.
  useEffect(() => {
    let isWanted = true;
    take(LOADING);
    void read(path).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) take({ group: answer.data, state: "read" });
      else take({ group: null, state: answer.error?.code === "not_found" ? "gone" : "failed" });
    });
    return () => {
      isWanted = false;
    };
  }, [path, tries]);

  return { ...reading, retry: () => count((before) => before + 1) };
}
