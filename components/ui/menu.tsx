"use client";

import { type ComponentType, useState } from "react";
import type { MenuProps, Opened } from "./menu-list";
import { onDemand } from "./on-demand";

type Menu = Pick<Opened, "trigger"> & {
  /** Where something else than its button opens it too, such as a right click. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/**
 * A menu that opens from its button. What it is made of is fetched when somebody reaches for it: `load` gives the part
 * that has the button and the menu together.
 */
export function menuOnDemand<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props & Opened> }>,
): ComponentType<Props & Menu> {
  const Whole = onDemand<Props & Opened>(load, ({ trigger }) =>
    trigger({ "aria-haspopup": "menu", "aria-busy": true }),
  );
  const fetchAhead = () => void load().catch(() => {});

  // biome-ignore lint/correctness/noComponentHookFactories: like `lazy`, it is called once, beside the imports.
  return function MenuOnDemand({ isOpen: given, onOpenChange, ...props }: Props & Menu) {
    const [own, setOwn] = useState(false);
    const [wasOpened, setOpened] = useState(false);
    const isOpen = given ?? own;

    function open(isOpen: boolean) {
      setOwn(isOpen);
      onOpenChange?.(isOpen);
    }

    if (isOpen && !wasOpened) setOpened(true);
    if (isOpen || wasOpened)
      return <Whole {...(props as unknown as Props & Opened)} isOpen={isOpen} onOpenChange={open} />;
    return props.trigger({
      onClick: () => open(true),
      onPointerEnter: fetchAhead,
      onFocus: fetchAhead,
      "aria-haspopup": "menu",
      "aria-expanded": false,
    });
  };
}

/** A menu of some entries. */
export const Menu = menuOnDemand<Pick<MenuProps, "entries">>(() => import("./menu-list"));
