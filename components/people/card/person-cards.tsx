"use client";

import { usePathname } from "next/navigation";
import { type RefObject, useEffect, useState } from "react";
import { copyMentions } from "@/lib/client/page/copy-mentions";
import { PERSON_CARD_EVENT } from "./open-person-card";
import { PersonCard } from "./person-card";
import { useFirstTimeZone } from "./use-first-time-zone";

type Shown = { userId: string; anchor: HTMLElement; at: string };

function personAt(pressed: Element | null, at: string): Shown | null {
  const anchor = pressed?.closest<HTMLElement>("[data-person]");
  const userId = anchor?.dataset.person;
  return anchor && userId ? { userId, anchor, at } : null;
}

/**
 * The card of a person, opened by a press on any element of the page with `data-person`, the person's id. One listener
 * serves all names and pictures: a handler in each row would cost every message.
 *
 * @param pressed the last press before this part was loaded
 */
export default function PersonCards({ pressed }: { pressed: RefObject<Element | null> }) {
  const pathname = usePathname();
  useFirstTimeZone();
  const [shown, show] = useState<Shown | null>(() => personAt(pressed.current, pathname));

  useEffect(() => {
    function onClick(event: MouseEvent) {
      const person = personAt(event.target as Element, pathname);
      if (!person || event.defaultPrevented) return;
      show((before) => (before?.anchor === person.anchor ? null : person));
    }
    function onAsked({ target, detail }: Event & { detail?: string }) {
      if (detail) show({ userId: detail, anchor: target as HTMLElement, at: pathname });
    }
    document.addEventListener("click", onClick);
    document.addEventListener(PERSON_CARD_EVENT, onAsked);
    document.addEventListener("copy", copyMentions);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener(PERSON_CARD_EVENT, onAsked);
      document.removeEventListener("copy", copyMentions);
    };
  }, [pathname]);

  // Open only on the page where it was opened: its links lead to others.
  if (!shown || shown.at !== pathname) return null;
  return (
    <PersonCard key={shown.userId} userId={shown.userId} anchor={shown.anchor} onClose={() => show(null)} />
  );
}
