import { useState } from "react";

type One = { id: string };

/** Choices kept across searches, in order. */
export function useChosen<T extends One>() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, T>>(new Map());

  return {
    chosen: [...chosen.values()],
    has: (one: One) => chosen.has(one.id),
    choose: (more: readonly T[]) => setChosen((before) => new Map([...before, ...more.map(entryOf)])),
    drop: ({ id: gone }: One) => setChosen((before) => new Map([...before].filter(([id]) => id !== gone))),
  };
}

const entryOf = <T extends One>(one: T) => [one.id, one] as const;
