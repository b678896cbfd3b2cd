"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Clock } from "@/lib/client/clock";
import { foldEvents } from "@/lib/client/fold-events";
import type { MessageView } from "@/lib/shared/views";

const NAMES_SHOWN = 3;

/** What happened in the room in a row, in one line. */
export function EventsLine({ messages, clock }: { messages: MessageView[]; clock: Clock }) {
  const t = useTranslations("event");
  const format = useFormatter();

  function listOf(names: string[]): string {
    const shown = names.slice(0, NAMES_SHOWN);
    const rest = names.length - shown.length;
    return format.list(rest > 0 ? [...shown, t("others", { count: rest })] : shown, { type: "conjunction" });
  }

  const folded = foldEvents(messages);
  const title = folded.map(({ type, by, names }) => t(type, { by, names: format.list(names) })).join("\n");
  const at = messages[0]?.createdAt ?? "";

  return (
    <p
      title={`${clock.full(at)}\n${title}`}
      suppressHydrationWarning
      className="px-4 py-1 pl-16 text-small text-ink-3 md:px-5 md:pl-17"
    >
      {folded.map(({ type, by, names }) => t(type, { by, names: listOf(names) })).join(" · ")}
    </p>
  );
}
