"use client";

import { useState } from "react";
import type { MenuEntry, MenuProps } from "./menu-list";
import { onDemand } from "./on-demand";

const load = () => import("./menu-list");
const MenuList = onDemand(load, ({ trigger }) => trigger({ "aria-haspopup": "menu", "aria-busy": true }));

type Menu = Pick<MenuProps, "trigger"> & {
  /** What stands in it; asked for when it opens. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  /** Where something else than its button opens it too, such as a right click. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** A menu that opens from its button. Its script is fetched when somebody reaches for it. */
export function Menu({ trigger, entries, isOpen: given, onOpenChange }: Menu) {
  const [own, setOwn] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const isOpen = given ?? own;
  const fetchAhead = () => void load().catch(() => {});

  function open(isOpen: boolean) {
    setOwn(isOpen);
    onOpenChange?.(isOpen);
  }

  if (isOpen && !wasOpened) setOpened(true);
  if (isOpen || wasOpened) {
    const shown = isOpen ? (typeof entries === "function" ? entries() : entries) : [];
    return <MenuList trigger={trigger} entries={shown} isOpen={isOpen} onOpenChange={open} />;
  }
  return trigger({
    onClick: () => open(true),
    onPointerEnter: fetchAhead,
    onFocus: fetchAhead,
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
}
