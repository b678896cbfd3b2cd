"use client";

import { onDemand } from "@/components/ui/on-demand";
import { displayText } from "@/lib/shared/text/shown";

/** A LaTeX formula, shown as typed until its script has loaded. */
export const Formula = onDemand<{ source: string; isBlock: boolean }>(
  () => import("./drawn-formula"),
  ({ source }) => <code className="font-mono text-small">{displayText(source)}</code>,
);
