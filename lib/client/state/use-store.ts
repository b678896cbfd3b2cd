"use client";

import { useSyncExternalStore } from "react";
import type { Store } from "./store";

/** Subscribes to a store's state or a part of it. `select` must return the same object while nothing changed. */
export function useStore<State, Action, Part = State>(
  store: Store<State, Action>,
  select: (state: State) => Part = (state) => state as unknown as Part,
): Part {
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
