"use client";

import { onDemand } from "../on-demand";
import type { DrawerProps } from "./drawer-window";
import { useWanted } from "./use-wanted";

const DrawerWindow = onDemand(() => import("./drawer-window"));

/** A drawer at the edge of the page, where there is no space for a column. */
export function Drawer(props: DrawerProps) {
  return useWanted(props.isOpen) ? <DrawerWindow {...props} /> : null;
}
