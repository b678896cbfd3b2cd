"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Clock } from "@/lib/client/time/clock";
import type { MessageView } from "@/lib/shared/views";
import { type FoldedEvent, foldEvents } from "./fold-events";

const NAMES_SHOWN = 3;

/** Consecutive events of a room, in one line. */
export function EventsLine({ messages, clock }: { messages: MessageView[]; clock: Clock }) {
  const t = useTranslations("event");
  const format = useFormatter();

  function listOf({ names, count }: FoldedEvent, most: number): string {
    const shown = names.slice(0, most);
    if (shown.length === 0) return t("people", { count });
    const rest = count - shown.length;
    return format.list(rest > 0 ? [...shown, t("others", { count: rest })] : shown, { type: "conjunction" });
  }

  const told = (event: FoldedEvent, most: number) =>
    t(event.type, { by: event.by, names: listOf(event, most), value: event.value || "none" });

  const folded = foldEvents(messages);
  const title = folded.map((event) => told(event, event.names.length)).join("\n");
  const at = messages[0]?.createdAt ?? "";

  return (
    <p
      title={`${clock.full(at)}\n${title}`}
      suppressHydrationWarning
      className="py-1 pr-(--column-end) pl-[calc(var(--column-start)+3rem)] text-small text-ink-3"
    >
      {folded.map((event) => told(event, NAMES_SHOWN)).join(" · ")}
    </p>
  );
}
