import { useCallback, useEffect, useState } from "react";

const PAUSE_MS = 200;

/**
 * Debounced search. Outdated answers are dropped.
 *
 * @param ask resolves to null on failure; must be a stable function for the same search
 */
export function useSearch<T>(words: string, ask: (words: string) => Promise<T | null>) {
  const [state, setState] = useState<{ found: T | null; is: "loading" | "failed" | "done" }>({
    found: null,
    is: "loading",
  });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same again.
  useEffect(() => {
    let isCurrent = true;
    setState(({ found }) => ({ found, is: "loading" }));
    const timer = setTimeout(async () => {
      const found = await ask(words.trim());
      if (isCurrent) setState(found === null ? { found, is: "failed" } : { found, is: "done" });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [words, ask, round]);

  return { ...state, again: useCallback(() => setRound((before) => before + 1), []) };
}
