"use client";

import { usePathname } from "next/navigation";
import { type RefObject, useEffect, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { copyMentions } from "@/lib/client/page/copy-mentions";
import { CARD_EVENT, type CardOf } from "./open-person-card";
import { PersonCard } from "./person-card";
import { useFirstTimeZone } from "./use-first-time-zone";

const GroupCard = onDemand(() => import("@/components/groups/group-card"));

type Shown = CardOf & { anchor: HTMLElement; at: string };

function cardAt(pressed: Element | null, at: string): Shown | null {
  const anchor = pressed?.closest<HTMLElement>("[data-person], [data-group]");
  const { person, group } = anchor?.dataset ?? {};
  if (!anchor || !(person ?? group)) return null;
  return person ? { kind: "person", id: person, anchor, at } : { kind: "group", id: group ?? "", anchor, at };
}

/** A name within a card opens its own card in the place of that one; a second press on a name closes its card. */
function follow(before: Shown | null, next: Shown): Shown | null {
  if (before && next.anchor.closest("[data-card]")) return { ...next, anchor: before.anchor };
  return before?.anchor === next.anchor ? null : next;
}

/**
 * The card of a person or a group, opened by a press on any element of the page with `data-person` or `data-group`, the
 * id. One listener serves all names and pictures: a handler in each row would cost every message.
 *
 * @param pressed the last press before this part was loaded
 */
export default function PersonCards({ pressed }: { pressed: RefObject<Element | null> }) {
  const pathname = usePathname();
  useFirstTimeZone();
  const [shown, show] = useState<Shown | null>(() => cardAt(pressed.current, pathname));

  useEffect(() => {
    function onClick(event: MouseEvent) {
      const card = cardAt(event.target as Element, pathname);
      if (!card || event.defaultPrevented) return;
      show((before) => follow(before, card));
    }
    function onAsked({ target, detail }: Event & { detail?: CardOf }) {
      if (detail) show({ ...detail, anchor: target as HTMLElement, at: pathname });
    }
    document.addEventListener("click", onClick);
    document.addEventListener(CARD_EVENT, onAsked);
    document.addEventListener("copy", copyMentions);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener(CARD_EVENT, onAsked);
      document.removeEventListener("copy", copyMentions);
    };
  }, [pathname]);

  // Open only on the page where it was opened: its links lead to others.
  if (!shown || shown.at !== pathname) return null;
  const { kind, id, anchor } = shown;
  const close = () => show(null);
  return kind === "person" ? (
    <PersonCard key={id} userId={id} anchor={anchor} onClose={close} />
  ) : (
    <GroupCard key={id} groupId={id} anchor={anchor} onClose={close} />
  );
}
