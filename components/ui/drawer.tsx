"use client";

import type { DrawerProps } from "./drawer-window";
import { onDemand } from "./on-demand";
import { useWanted } from "./use-wanted";

const DrawerWindow = onDemand(() => import("./drawer-window"));

/** A layer over the page's edge, where there is no room for a column. */
export function Drawer(props: DrawerProps) {
  return useWanted(props.isOpen) ? <DrawerWindow {...props} /> : null;
}
