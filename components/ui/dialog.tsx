"use client";

import type { DialogProps } from "./dialog-window";
import { onDemand } from "./on-demand";
import { useWanted } from "./use-wanted";

const DialogWindow = onDemand(() => import("./dialog-window"));

/** A question in front of the page. Escape, a press outside and the cross close it; the focus goes back where it was. */
export function Dialog(props: DialogProps) {
  return useWanted(props.isOpen) ? <DialogWindow {...props} /> : null;
}
