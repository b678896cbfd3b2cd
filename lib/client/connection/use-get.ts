"use client";

import { useEffect, useState } from "react";
import { getJson } from "./rest";

/** A page of the REST interface, read when something opens, and again for another `path` or `version`: undefined until it is there, null when it could not be had. */
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
