"use client";

import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView } from "@/lib/shared/views";
import { useCount } from "../results/result-tabs";
import { useMarks } from "./use-marks";
import { type RoomHits, useRoomHits } from "./use-room-hits";

type FindBarProps = {
  room: MyRoomView;
  /** Changes when the bar is asked for again: its field then gets the focus. */
  asked: number;
  close: () => void;
};

/** Finds in one room, over its whole history: hits are marked among the messages, and Enter steps through them. */
export default function FindBar({ room, asked, close }: FindBarProps) {
  const t = useTranslations("search.room");
  const acts = useMessageActions();
  const field = useRef<HTMLInputElement>(null);
  const hits = useRoomHits(room.id);
  useMarks(hits);

  useEffect(() => {
    if (asked > 0) field.current?.select();
  }, [asked]);

  function leave() {
    close();
    acts.focusComposer();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    const isBack = event.key === "ArrowDown" || event.shiftKey;
    if (event.key === "Escape") leave();
    else if (["Enter", "ArrowUp", "ArrowDown"].includes(event.key)) hits.step(isBack ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search
      aria-label={t("bar", { room: useRoomName()(room) })}
      onKeyDown={(event) => event.key === "Escape" && onKeyDown(event)}
      className="absolute top-2 right-3 left-3 z-10 flex h-10 animate-settle items-center gap-1 rounded-3 border border-line-strong bg-raised pr-1 pl-3 shadow-layer focus-within:border-focus md:left-auto md:w-100 pointer-coarse:h-12"
    >
      <Search size={16} aria-hidden className="mr-1 flex-none text-ink-3 max-md:hidden" />
      <Field field={field} hits={hits} onKeyDown={onKeyDown} />
      <Place hits={hits} />
      <IconButton size="small" label={t("older")} disabled={hits.total === 0} onClick={() => hits.step(1)}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton size="small" label={t("newer")} disabled={hits.total === 0} onClick={() => hits.step(-1)}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      <IconButton size="small" label={t("close")} onClick={leave}>
        <X size={16} aria-hidden />
      </IconButton>
    </search>
  );
}

type FieldProps = {
  field: React.RefObject<HTMLInputElement | null>;
  hits: RoomHits;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Field({ field, hits, onKeyDown }: FieldProps) {
  const t = useTranslations("search.room");
  const [typed, type] = useState("");

  return (
    <input
      ref={field}
      data-find-field
      type="text"
      aria-label={t("field")}
      placeholder={t("field")}
      value={typed}
      onChange={({ target, nativeEvent }) => {
        type(target.value);
        if (!(nativeEvent as InputEvent).isComposing) hits.find(target.value);
      }}
      onCompositionEnd={({ currentTarget }) => hits.find(currentTarget.value)}
      onKeyDown={onKeyDown}
      maxLength={LIMITS.searchQueryLength}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="search"
      className="h-full min-w-0 flex-1 bg-transparent text-[0.875rem] outline-none pointer-coarse:text-title"
    />
  );
}

/** "3 of 27", or why there is no number. */
function Place({ hits: { at, total, state, failure } }: { hits: RoomHits }) {
  const t = useTranslations("search");
  const countOf = useCount();
  const failed =
    failure &&
    (failure.kind === "refused"
      ? failure.detail || t("failed")
      : t(failure.kind === "offline" ? "offlineShort" : "limitedShort"));
  const place = total > 0 ? t("room.place", { at: at + 1, total: countOf(total) }) : t("room.none");

  return (
    <span
      role="status"
      title={failed ?? undefined}
      className="max-w-40 flex-none truncate px-1 text-small text-ink-2 tabular-nums"
    >
      {state === "idle" ? "" : (failed ?? (state === "whole" || total > 0 ? place : "…"))}
    </span>
  );
}
