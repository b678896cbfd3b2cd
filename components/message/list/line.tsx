"use client";

import { memo } from "react";
import type { OutgoingMessage } from "@/lib/client/outbox/pending";
import type { Clock } from "@/lib/client/time/clock";
import type { Day } from "@/lib/client/timeline/stream";
import { MessageLine } from "../message-line";
import { PendingRow } from "../pending-row";
import { EventsLine } from "./events-line";
import { NewDivider } from "./new-line/new-divider";

type LineProps = { item: Day["lines"][number]; clock: Clock; onEdit: (message: OutgoingMessage) => void };

/** A line of a room, memoized: it renders only when its content changes. */
export const Line = memo(function Line({ item, clock, onEdit }: LineProps) {
  switch (item.kind) {
    case "new":
      return <NewDivider />;
    case "events":
      return <EventsLine messages={item.messages} clock={clock} />;
    case "pending":
      return <PendingRow pending={item.pending} clock={clock} isHead={item.isHead} onEdit={onEdit} />;
    case "message":
      return <MessageLine message={item.message} clock={clock} isHead={item.isHead} />;
  }
}, isSameLine);

/** The stream is rebuilt with each message, but unchanged messages keep their identity. */
function isSameLine(before: LineProps, after: LineProps): boolean {
  if (before.clock !== after.clock || before.onEdit !== after.onEdit) return false;
  const [a, b] = [before.item, after.item];
  if (a.kind === "message" && b.kind === "message") return a.message === b.message && a.isHead === b.isHead;
  if (a.kind === "pending" && b.kind === "pending") return a.pending === b.pending && a.isHead === b.isHead;
  if (a.kind === "events" && b.kind === "events")
    return (
      a.messages.length === b.messages.length && a.messages.every((each, index) => each === b.messages[index])
    );
  return a.kind === b.kind && a.key === b.key;
}
