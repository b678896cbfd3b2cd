"use client";

import ExternalLink from "lucide-react/icons/external-link";
import { useTranslations } from "next-intl";
import { Fragment, useEffect, useLayoutEffect, useRef } from "react";
import { EventsLine } from "@/components/message/list/events-line";
import { RoomIcon } from "@/components/room/room-icon";
import { Button } from "@/components/ui/button";
import { EntryTime } from "@/components/views/entry-time";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { hitRanges, keepMarked, showRange } from "@/lib/client/search/mark-ranges";
import { useAround } from "@/lib/client/search/use-around";
import { type Clock, dayBefore } from "@/lib/client/time/clock";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { timelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessageView } from "@/lib/shared/views";
import { Key } from "../field/suggestions";
import { useDayWords } from "../field/use-filter-words";
import { useFoundRoomName } from "../results/use-found-room-name";
import type { NamedRoom } from "../results/use-result-list";
import { PreviewMessage } from "./preview-message";

/** A place that a result leads to. */
export type Place = {
  room: NamedRoom;
  /** The thread in whose line it is; absent or null for the room's own. */
  rootId?: string | null;
  seq: number;
  at: string;
  /** The found words of the message, in code points. */
  highlights: readonly [number, number][];
};

export type PreviewProps = {
  place: Place;
  mayReply: boolean;
  onOpen: () => void;
  /** False where no field is above the list. */
  hasField?: boolean;
};

/** The messages around a result, beside the list. */
export default function Preview({ place, mayReply, onOpen, hasField = true }: PreviewProps) {
  const t = useTranslations("search");
  const { room, rootId, seq, at } = place;
  const { account } = useChat();
  const mine = useMyRooms()[room.id];
  const nameOf = useFoundRoomName();
  const around = useAround({ line: timelineKey(room.id, rootId), seq });

  return (
    <>
      <header className="flex h-13 flex-none items-center gap-3 pr-3 pl-5">
        <h2 className="flex min-w-0 items-center gap-1 font-semibold">
          {mine && <RoomIcon room={mine} me={account.id} />}
          <bdi className="truncate">{mine?.name ?? nameOf(room)}</bdi>
        </h2>
        <span className="flex-none text-tiny text-ink-3">
          <EntryTime at={at} />
        </span>
        <Button look="quiet" size="small" onClick={onOpen} className="ml-auto">
          <ExternalLink size={16} aria-hidden />
          {t("openInRoom")}
        </Button>
      </header>
      {around?.items ? (
        <Messages key={around.key} items={around.items} place={place} />
      ) : (
        <p role="status" className="flex-1 px-5 py-3 text-small text-ink-3">
          {around ? t("previewFailed") : ""}
        </p>
      )}
      <footer className="flex h-11 flex-none flex-wrap items-center gap-x-1 gap-y-11 overflow-hidden border-t border-line px-5 py-3 text-tiny/4 text-ink-3 pointer-coarse:hidden">
        <KeyWord caps={["J", "K"]} word={t("keys.step")} />
        <KeyWord caps={["Enter"]} word={t("keys.open")} />
        {mayReply && <KeyWord caps={["R"]} word={t("keys.reply")} />}
        {hasField && <KeyWord caps={["Esc"]} word={t("keys.field")} />}
      </footer>
    </>
  );
}

/** A key and its effect. One that has no room goes to the next line, which is not seen. */
const KeyWord = ({ caps, word }: { caps: string[]; word: string }) => (
  <span className="mr-1 flex h-5 items-center gap-1 whitespace-nowrap">
    {caps.map((cap) => (
      <Key key={cap}>{cap}</Key>
    ))}
    {word}
  </span>
);

function Messages({ items, place: { seq, highlights } }: { items: readonly MessageView[]; place: Place }) {
  const t = useTranslations("search");
  const clock = useClock();
  const list = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const box = list.current;
    const hit = box?.querySelector<HTMLElement>("[data-hit]");
    if (box && hit) box.scrollTop = hit.offsetTop - (box.clientHeight - hit.clientHeight) / 2;
  }, []);
  useEffect(() => {
    const text = items.find((message) => message.seq === seq)?.text ?? "";
    const hit = list.current?.querySelector("[data-hit] [data-text]");
    const box = list.current;
    if (!hit || !box) return;
    const [first] = hitRanges(hit, text, highlights);
    if (first) showRange(box, first);
    return keepMarked(hit, () => ({ found: hitRanges(hit, text, highlights) }));
  }, [items, seq, highlights]);

  return (
    <section
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={t("around")}
      className="relative min-h-0 flex-1 overflow-y-auto pb-2 outline-offset-[-2px]"
    >
      {items.map((message, index) => (
        <Fragment key={message.id}>
          <DayLine at={message.createdAt} after={items[index - 1]?.createdAt} clock={clock} />
          {message.event ? (
            <EventsLine messages={[message]} clock={clock} />
          ) : (
            <PreviewMessage message={message} clock={clock} isHit={message.seq === seq} />
          )}
        </Fragment>
      ))}
    </section>
  );
}

/** The name of a day above its first message. */
function DayLine({ at, after, clock }: { at: string; after: string | undefined; clock: Clock }) {
  const today = useToday(clock);
  const wordsOf = useDayWords();
  const day = clock.day(at);
  if (after !== undefined && clock.day(after) === day) return null;
  const word = { [today]: "today", [dayBefore(today)]: "yesterday" }[day];

  return (
    <h3 className="py-2 text-center text-tiny font-semibold text-ink-3 first-letter:uppercase">
      {wordsOf(word ?? day)}
    </h3>
  );
}
