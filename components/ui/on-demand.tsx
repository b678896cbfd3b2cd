"use client";

import { type ComponentType, useEffect, useState } from "react";
import { BACKOFF, backoffMs } from "@/lib/client/connection/backoff";
import { afterStart } from "@/lib/client/page/after-start";

/**
 * A component whose script is loaded after its first render; while the page is becoming usable, only once the browser is
 * idle or for a press (`afterStart`). Unlike React's `lazy`, a failed load breaks nothing: without a network a menu does not
 * open, but the room and its unsent text stay.
 *
 * @param Meanwhile stands in its place until then; nothing without it
 * @param start "now" loads it right after its first render: for a part that listens to keys
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  Meanwhile: ComponentType<Props> = () => null,
  start: "idle" | "now" = "idle",
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;

  return function OnDemand(props: Props) {
    const [Part, setPart] = useState(() => loaded);

    useEffect(() => {
      if (Part) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const take = (part: ComponentType<Props>) => {
        loaded = part;
        // No transition: React would hold it back until pending actions end, and a form's action may wait for this part.
        setPart(() => part);
      };
      const fetchIt = (tries: number) =>
        void load().then(
          (module) => take(module.default),
          () => {
            timer = setTimeout(() => fetchIt(tries + 1), backoffMs(BACKOFF.scripts, tries));
          },
        );
      let isWanted = true;
      const begin = () => {
        if (isWanted) fetchIt(0);
      };
      if (start === "now") begin();
      else afterStart(begin);
      return () => {
        isWanted = false;
        clearTimeout(timer);
      };
    }, [Part]);

    return Part ? <Part {...props} /> : <Meanwhile {...props} />;
  };
}
