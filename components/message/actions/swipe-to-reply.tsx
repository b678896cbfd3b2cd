"use client";

import Reply from "lucide-react/icons/reply";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { availableActions } from "@/lib/client/actions/available-actions";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { directionOf, ENOUGH_PX, type Finger, mayBegin, pulledBy } from "@/lib/client/page/pull-left";
import { useReducedMotion } from "@/lib/client/page/use-reduced-motion";
import { isFree } from "@/lib/client/page/use-swipe";
import type { MessageView } from "@/lib/shared/views";

/** A pull that is under way: whose row, and how far in pixels. */
type Pull = { message: MessageView; row: HTMLElement; from: Finger; id: number; by: number };

/** Pulling a message to the left on a touch screen replies to it. A pull to the right opens the rooms: see `Shell`. */
export default function SwipeToReply() {
  const pull = usePull();
  if (!pull) return null;
  const { top, height } = pull.row.getBoundingClientRect();

  return (
    <div
      aria-hidden
      style={{ top: top + height / 2 - 18, opacity: Math.min(1, pull.by / ENOUGH_PX) }}
      className={`pointer-events-none fixed right-4 z-10 grid size-9 place-items-center rounded-pill ${
        pull.by >= ENOUGH_PX ? "bg-accent text-accent-ink" : "bg-hover text-ink-2"
      }`}
    >
      <Reply size={20} />
    </div>
  );
}

/** Follows the finger over the room's messages. With reduced motion the row stays where it is, and the sign alone shows. */
function usePull(): Pull | null {
  const { actions: acts } = useCurrentRoom();
  const messageOf = useAnswerable();
  const isCalm = useReducedMotion();
  // The finger moves more often than the sign is drawn.
  const held = useRef<Pull | null>(null);
  const [shown, show] = useState<Pull | null>(null);

  function end() {
    if (held.current) settle(held.current.row);
    held.current = null;
    show(null);
  }

  const onPointerDown = useEffectEvent((event: PointerEvent) => {
    // A second finger ends what the first began.
    if (held.current) return end();
    const from = fingerOf(event);
    const row = rowToPull(event, acts.list.current);
    if (!row || !mayBegin(from, innerWidth)) return;
    const message = messageOf(row);
    if (message) held.current = { message, row, from, id: event.pointerId, by: 0 };
  });

  const onPointerMove = useEffectEvent((event: PointerEvent) => {
    const pull = held.current;
    if (pull?.id !== event.pointerId) return;
    const to = fingerOf(event);
    const direction = pull.by > 0 ? "left" : directionOf(pull.from, to);
    if (direction === "other") return end();
    if (direction === "unknown") return;
    const by = Math.max(1, pulledBy(pull.from, to));
    if (!isCalm) pull.row.style.transform = `translateX(${-by}px)`;
    held.current = { ...pull, by };
    show(held.current);
  });

  const onPointerEnd = useEffectEvent(({ type, pointerId }: PointerEvent) => {
    const pull = held.current;
    if (pull?.id !== pointerId) return;
    end();
    if (type === "pointerup" && pull.by >= ENOUGH_PX) acts.reply(pull.message);
  });

  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", act: Listener) =>
      document.addEventListener(type, act, { signal: listening.signal });
    listen("pointerdown", onPointerDown);
    listen("pointermove", onPointerMove);
    listen("pointerup", onPointerEnd);
    listen("pointercancel", onPointerEnd);
    return () => {
      listening.abort();
      if (held.current) settle(held.current.row);
    };
  }, []);
  return shown;
}

/** The row of this list under a finger, unless it lies on something that moves by itself. */
function rowToPull({ target, pointerType }: PointerEvent, list: HTMLElement | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>("[data-seq]");
  return pointerType === "touch" && row && list?.contains(row) && isFree(target, row) ? row : null;
}

type Listener = (event: PointerEvent) => void;

const fingerOf = ({ clientX: x, clientY: y }: PointerEvent): Finger => ({ x, y });

/** Finds the message of a row, if its reader may reply to it and nothing lies over the room. */
function useAnswerable(): (row: HTMLElement) => MessageView | null {
  const { actions: acts, feed } = useCurrentRoom();
  const chat = useChat();

  return (row) => {
    const message = feed.get().messages.find(({ seq }) => String(seq) === row.dataset.seq);
    const room = message && chat.workspace.get().rooms[message.roomId];
    const { editing, opened } = acts.store.get();
    if (!message || !room || opened || editing?.id === message.id) return null;
    return availableActions(message, room, chat.account).includes("reply") ? message : null;
  };
}

/** Lets a row go back to its place. */
function settle(row: HTMLElement) {
  if (!row.style.transform) return;
  const { transform } = row.style;
  row.style.transform = "";
  row.animate([{ transform }, { transform: "none" }], { duration: 120, easing: "ease-out" });
}
