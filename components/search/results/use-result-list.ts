"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { useGo } from "@/components/switcher/use-go";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import type { SearchMemory } from "@/lib/client/search/search-memory";
import { isComposing, isKey } from "@/lib/client/shortcuts/keys";
import type { MyRoomView, UserView } from "@/lib/shared/views";

/** The target of a result: an address, or a person whose conversation is opened. */
export type Target = { href: string } | { person: Pick<UserView, "id"> };

export type ResultList = ReturnType<typeof useResultList>;

/** The chosen result, and the ways to choose and open one. */
export function useResultList(memory: SearchMemory, onLeave: () => void) {
  const router = useRouter();
  const isWide = useIsWide();
  const go = useGo(onLeave);
  const [selected, setSelected] = useState(memory.selected);

  function select(key: string) {
    memory.selected = key;
    setSelected(key);
  }

  function open(target: Target) {
    if ("person" in target) return void go({ kind: "person", person: target.person as UserView });
    onLeave();
    router.push(target.href);
  }

  return {
    selected,
    select,
    open,
    /** The handlers of a row. On a wide screen a click shows it beside the list, and a second one opens it. */
    rowProps: (key: string, target: Target, hasPreview: boolean) => ({
      "data-result": key,
      onFocus: () => select(key),
      onClick(event: MouseEvent) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (isWide && hasPreview && event.detail === 1) select(key);
        else open(target);
      },
    }),
  };
}

const STEPS = { ArrowUp: -1, K: -1, ArrowDown: 1, J: 1 } as const;

type Acts = { toField: () => void; reply: (key: string) => void };

/**
 * The keys of the results: J, K and arrows move, R replies, Escape and a step up from the first one return to the field.
 * Enter is a click.
 */
export function handleResultKey(event: KeyboardEvent<HTMLElement>, { toField, reply }: Acts): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-result]");
  const step = Object.entries(STEPS).find(([name]) => isKey(name, event))?.[1];
  const isReply = isKey("R", event);
  if (!row || (step === undefined && event.key !== "Escape" && !isReply)) return;
  event.preventDefault();
  event.stopPropagation();
  if (isReply) {
    reply(row.dataset.result ?? "");
    return;
  }
  const rows = resultsIn(event.currentTarget);
  const next = step === undefined ? -1 : rows.indexOf(row) + step;
  if (next < 0) toField();
  else rows[next]?.focus();
}

/** The rows of the results that are drawn. */
export const resultsIn = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>("[data-result]"),
];

/** The name of a room that may not be one of mine. */
export type NamedRoom = Pick<MyRoomView, "id" | "name" | "kind">;
