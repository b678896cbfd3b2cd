"use client";

import { useEffect, useRef } from "react";
import type { Reaction } from "@/lib/client/timeline/pending-reactions";
import { useReactionNames } from "./use-reaction-names";

/** Gives the reaction in which it stands a tooltip with the names of its people. Loaded when one is pointed at. */
export default function ReactionNames({ reaction }: { reaction: Reaction }) {
  const place = useRef<HTMLSpanElement>(null);
  const names = useReactionNames(reaction);

  useEffect(() => {
    const chip = place.current?.parentElement;
    if (chip && names) chip.title = names;
  }, [names]);
  return <span ref={place} hidden />;
}
