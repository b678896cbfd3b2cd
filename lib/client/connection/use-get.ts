"use client";

import { useEffect, useState } from "react";
import { getJson } from "./rest";

/**
 * GETs a page of the REST API on mount and whenever `path` or `version` changes. Undefined while loading, null on
 * failure.
 */
export function useGet<T>(path: string, version: unknown = null): T | null | undefined {
  const [answer, take] = useState<T | null>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is to be read anew.
  useEffect(() => {
    let isWanted = true;
    void getJson<T>(path).then((came) => isWanted && take(came));
    return () => {
      isWanted = false;
    };
  }, [path, version]);

  return answer;
}
