"use client";

import { onDemand } from "@/components/ui/on-demand";
import { displayText } from "@/lib/shared/shown";

/** A formula in LaTeX: as it was typed until its script is there. */
export const Formula = onDemand<{ source: string; isBlock: boolean }>(
  () => import("./drawn-formula"),
  ({ source }) => <code className="font-mono text-small">{displayText(source)}</code>,
);
