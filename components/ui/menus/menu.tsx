"use client";

import { type ComponentType, useState } from "react";
import { onDemand } from "../on-demand";
import type { MenuProps, Opened } from "./menu-list";

type Menu = Pick<Opened, "trigger"> & {
  /** Controls the menu if something else opens it too, such as a right click. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/**
 * A menu that opens from its button. Its script is loaded on first contact: `load` imports the component with button
 * and menu.
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

/** A menu of given entries. */
export const Menu = menuOnDemand<Pick<MenuProps, "entries">>(() => import("./menu-list"));
