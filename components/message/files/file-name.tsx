"use client";

import { clsx } from "clsx";
import { displayText } from "@/lib/shared/text/shown";
import { splitName } from "./split-name";

/** The name of a file in one line, shortened in its middle, and whole in the tooltip. Isolated from text around it. */
export function FileName({ name, className }: { name: string; className?: string }) {
  const shown = displayText(name);
  const { head, tail } = splitName(shown);

  return (
    <bdi dir="auto" title={shown} className={clsx("flex min-w-0", className)}>
      {/* A space at the cut belongs to the name. */}
      <span className="overflow-hidden text-ellipsis whitespace-pre">{head}</span>
      {tail && <span className="flex-none whitespace-pre">{tail}</span>}
    </bdi>
  );
}
