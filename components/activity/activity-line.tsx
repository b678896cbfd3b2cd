"use client";

import { clsx } from "clsx";
import AtSign from "lucide-react/icons/at-sign";
import Bell from "lucide-react/icons/bell";
import Check from "lucide-react/icons/check";
import MessageSquareText from "lucide-react/icons/message-square-text";
import Reply from "lucide-react/icons/reply";
import Smile from "lucide-react/icons/smile";
import UserPlus from "lucide-react/icons/user-plus";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { PersonAvatar } from "@/components/people/person-avatar";
import { IconButton } from "@/components/ui/icon-button";
import { EntryTime, useWhen } from "@/components/views/entry-time";
import type { ActivityKind, ActivityView, MyRoomView } from "@/lib/shared/views";
import { placeOf } from "./line-place";
import { useActivityWords } from "./use-activity-words";

const ICONS = {
  mention: AtSign,
  reply: MessageSquareText,
  reaction: Smile,
  keyword: Bell,
  added: UserPlus,
} satisfies Record<ActivityKind, unknown>;

type LineProps = {
  line: ActivityView;
  room: MyRoomView;
  isShown: boolean;
  /** True for the one row that Tab reaches. */
  isStop: boolean;
  onFocus: () => void;
  /** A click. */
  onOpen: (event: MouseEvent) => void;
  onMark: () => void;
  onReply: (() => void) | null;
};

/** A line of Activity: a link to its place. Its buttons show on hover, for a mouse; the keyboard has keys for them. */
export function ActivityLine({ line, room, isShown, isStop, onFocus, onOpen, onMark, onReply }: LineProps) {
  const t = useTranslations("activity");
  const words = useActivityWords();
  const when = useWhen();
  const { id, kind, at, people, isUnread, message } = line;
  const text = words.text(line, room);

  return (
    <article
      className={clsx(
        "group relative mx-2 flex gap-3 rounded-2 px-3 py-2 text-[0.875rem]/5 pointer-coarse:py-3",
        isShown ? "lg:bg-selected" : "hover:bg-hover",
        isUnread ? "text-ink" : "text-ink-2",
      )}
    >
      <PersonAvatar person={people[0] ?? { id: line.id, displayName: t("somebody") }} size="medium" />
      <div className="min-w-0 flex-1">
        <p className="flex gap-2">
          <Link
            href={placeOf(line, room)}
            aria-label={words.label(line, room, when(at))}
            aria-current={isShown ? "true" : undefined}
            data-line={id}
            tabIndex={isStop ? 0 : -1}
            onFocus={onFocus}
            onClick={onOpen}
            className="min-w-0 flex-1 text-pretty outline-offset-[-2px] after:absolute after:inset-0 after:rounded-2"
          >
            {words.did(line, room, (name) => (
              <b className={clsx("text-ink", isUnread ? "font-[650]" : "font-medium")}>{name}</b>
            ))}
          </Link>
          <span className="flex-none text-tiny/5 text-ink-2 tabular-nums pointer-fine:group-hover:invisible">
            <EntryTime at={at} />
          </span>
        </p>
        {text !== "" && (
          <p dir="auto" className="truncate">
            {text}
          </p>
        )}
        {message && <p className="truncate text-tiny/4 text-ink-2 lg:hidden">{words.roomOf(room)}</p>}
      </div>
      <Mark kind={kind} isUnread={isUnread} />
      <Buttons isUnread={isUnread} onMark={onMark} onReply={onReply} />
    </article>
  );
}

/** A dot while the line is unread, else the icon of its kind. */
function Mark({ kind, isUnread }: Pick<ActivityView, "kind" | "isUnread">) {
  const Icon = ICONS[kind];
  return (
    <span
      aria-hidden
      className="grid h-5 w-4 flex-none place-items-center pointer-fine:group-hover:invisible"
    >
      {isUnread ? <span className="size-2 rounded-pill bg-accent" /> : <Icon size={16} strokeWidth={1.75} />}
    </span>
  );
}

type ButtonsProps = Pick<LineProps, "onMark" | "onReply"> & { isUnread: boolean };

function Buttons({ isUnread, onMark, onReply }: ButtonsProps) {
  const t = useTranslations("activity");
  return (
    <div className="absolute top-1 right-1 z-1 hidden rounded-row border border-line bg-raised empty:hidden! group-hover:flex pointer-coarse:hidden!">
      {onReply && (
        <IconButton size="small" label={t("reply")} tabIndex={-1} onClick={onReply}>
          <Reply size={16} aria-hidden />
        </IconButton>
      )}
      {isUnread && (
        <IconButton size="small" label={t("markOne")} tabIndex={-1} onClick={onMark}>
          <Check size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

/** Lines that have not arrived yet. */
export function LineSkeletons() {
  return (
    <div aria-hidden className="mx-2 animate-pulse motion-reduce:animate-none">
      {["w-2/3", "w-2/5", "w-3/5", "w-1/2", "w-3/4", "w-1/3"].map((width) => (
        <div key={width} className="flex gap-3 px-3 py-2">
          <span className="size-7 flex-none rounded-2 bg-hover" />
          <span className="flex-1 space-y-2 py-1">
            <span className={`block h-3 rounded-row bg-hover ${width}`} />
            <span className="block h-3 w-4/5 rounded-row bg-hover" />
          </span>
        </div>
      ))}
    </div>
  );
}
