"use client";

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";

/** A row that can be chosen. `isOff` marks a deactivated person or an archived room. */
export type Selectable = { id: string; name: string; isOff?: boolean };

type Selected = {
  items: readonly Selectable[];
  /** The chosen rows, in the order of the table. */
  chosen: readonly Selectable[];
  has: (id: string) => boolean;
  /** Chooses these rows and no others. */
  choose: (ids: Iterable<string>) => void;
  toggle: (id: string) => void;
};

const SelectionContext = createContext<Selected | null>(null);

/** The rows chosen in the table around this component. */
export function useSelection(): Selected {
  const selection = use(SelectionContext);
  if (!selection) throw new Error("There is no Selection around this component.");
  return selection;
}

/** Lets rows of a table be chosen. Rows that leave the page are no longer chosen; Escape clears the choice. */
export function Selection({ items, children }: { items: readonly Selectable[]; children: ReactNode }) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selection = useMemo(() => {
    const chosen = items.filter(({ id }) => ids.has(id));
    const choose = (ids: Iterable<string>) => setIds(new Set(ids));
    const toggle = (id: string) => setIds((before) => without(before, id) ?? new Set([...before, id]));
    return { items, chosen, has: (id: string) => ids.has(id), choose, toggle };
  }, [items, ids]);
  useEscape(ids.size > 0, () => setIds(new Set()));

  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

/** The set without the id; null if the id is not in it. */
function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> | null {
  return ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : null;
}

/** Calls `onEscape` for an Escape that no menu or dialog has used. */
function useEscape(isOn: boolean, onEscape: () => void) {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onEscape();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
