"use client";

import { useEffect, useState } from "react";
import { type Address, read } from "./call";

/**
 * Reads an address on mount and whenever it or `version` changes. Undefined while loading, null on failure.
 */
export function useGet<T>(address: Address<T>, version: unknown = null): T | null | undefined {
  const [answer, take] = useState<T | null>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is to be read anew.
  useEffect(() => {
    let isWanted = true;
    void read(address).then((came) => isWanted && take(came.ok ? came.data : null));
    return () => {
      isWanted = false;
    };
  }, [address, version]);

  return answer;
}
