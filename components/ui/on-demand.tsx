"use client";

import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { BACKOFF, backoffMs } from "@/lib/client/connection/backoff";

/**
 * A part of the page whose script is fetched when it is drawn for the first time. Unlike React's `lazy`, a script that
 * cannot be fetched breaks nothing: with the network away a menu does not open, but the room and what waits in it stay.
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  meanwhile: (props: Props) => ReactNode = () => null,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;

  // biome-ignore lint/correctness/noComponentHookFactories: like `lazy`, it is called once, beside the imports.
  return function OnDemand(props: Props) {
    const [Part, setPart] = useState(() => loaded);

    useEffect(() => {
      if (Part) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const take = (part: ComponentType<Props>) => {
        loaded = part;
        setPart(() => part);
      };
      const fetchIt = (tries: number) =>
        void load().then(
          (module) => take(module.default),
          () => {
            timer = setTimeout(() => fetchIt(tries + 1), backoffMs(BACKOFF.scripts, tries));
          },
        );
      fetchIt(0);
      return () => clearTimeout(timer);
    }, [Part]);

    return Part ? <Part {...props} /> : meanwhile(props);
  };
}
