"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useState } from "react";

/** The open spoilers of a message, by group: the parts of one spoiler open together. */
const OpenSpoilers = createContext<{ groups: ReadonlySet<number>; open: (group: number) => void } | null>(
  null,
);

/** Holds which spoilers of a message are open. */
export function Spoilers({ children }: { children: ReactNode }) {
  const [groups, setGroups] = useState<ReadonlySet<number>>(new Set());
  const open = (group: number) => setGroups((before) => new Set([...before, group]));
  return <OpenSpoilers value={{ groups, open }}>{children}</OpenSpoilers>;
}

type Hidden = { group: number; isBlock: boolean; children: ReactNode };

/** A spoiler. Until it is opened, its content cannot be read, selected, found, focused or followed. */
export function Spoiler({ group, isBlock, children }: Hidden) {
  const t = useTranslations("message");
  const opened = use(OpenSpoilers);
  const Part = isBlock ? "div" : "span";
  if (opened?.groups.has(group)) {
    return (
      <Part className={isBlock ? "my-1 rounded-1 bg-hover px-1" : "rounded-1 bg-hover px-0.5"}>
        {children}
      </Part>
    );
  }
  const open = () => opened?.open(group);

  return (
    <Part
      role="button"
      tabIndex={0}
      aria-label={t("spoiler")}
      title={t("spoiler")}
      onClick={(event) => {
        // Within a link, the click does not follow it.
        event.preventDefault();
        open();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        open();
      }}
      className={`${isBlock ? "my-1 block overflow-clip" : ""} cursor-pointer rounded-1 bg-ink-3 px-0.5 select-none`}
    >
      <Part inert aria-hidden className="invisible">
        {children}
      </Part>
    </Part>
  );
}
