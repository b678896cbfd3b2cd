"use client";

import { onDemand } from "../on-demand";
import type { DialogProps } from "./dialog-window";
import { useWanted } from "./use-wanted";

const DialogWindow = onDemand(() => import("./dialog-window"));

/** A modal dialog. Escape, a click outside and the close button close it; the focus returns to the opener. */
export function Dialog(props: DialogProps) {
  return useWanted(props.isOpen) ? <DialogWindow {...props} /> : null;
}
