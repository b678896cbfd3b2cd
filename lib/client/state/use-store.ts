"use client";

import { useSyncExternalStore } from "react";
import type { Store } from "./store";

/** A store's state, or a part of it; the part must be the same object as long as nothing in it changed. */
export function useStore<State, Action, Part = State>(
  store: Store<State, Action>,
  select: (state: State) => Part = (state) => state as unknown as Part,
): Part {
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
