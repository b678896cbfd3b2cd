"use client";

import { useState } from "react";
import type { MenuProps } from "./menu-list";
import { onDemand } from "./on-demand";

const load = () => import("./menu-list");
const MenuList = onDemand(load, ({ trigger }) => trigger({ "aria-haspopup": "menu", "aria-busy": true }));

/** A menu that opens from its button. Its script is fetched when somebody reaches for it. */
export function Menu({ trigger, entries }: MenuProps) {
  const [isWanted, want] = useState(false);
  const fetchAhead = () => void load().catch(() => {});

  if (isWanted) return <MenuList trigger={trigger} entries={entries} />;
  return trigger({
    onClick: () => want(true),
    onPointerEnter: fetchAhead,
    onFocus: fetchAhead,
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
}
