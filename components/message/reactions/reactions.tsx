"use client";

import { clsx } from "clsx";
import SmilePlus from "lucide-react/icons/smile-plus";
import { useTranslations } from "next-intl";
import { mayReactTo } from "@/lib/client/actions/may-act-on-message";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { spotOf } from "@/lib/client/actions/message-rows";
import { useChat } from "@/lib/client/chat/chat-context";
import { noteEmoji } from "@/lib/client/emoji/note-emoji";
import { useStore } from "@/lib/client/state/use-store";
import { type Reaction, reactionsOf } from "@/lib/client/timeline/pending-reactions";
import type { MessageView } from "@/lib/shared/views";
import { useLongPress } from "../actions/use-long-press";
import { useReactionNames } from "./use-reaction-names";

/** The reactions to a message. A click adds or removes one's own. */
export function Reactions({ message }: { message: MessageView }) {
  const t = useTranslations("reactions");
  const acts = useMessageActions();
  const { account, reacting } = useChat();
  const wishes = useStore(reacting, (all) => all[message.id]);
  const reactions = reactionsOf(message, wishes, account.id);
  const mayReact = useMayReact(message);
  if (reactions.length === 0) return null;

  return (
    <ul aria-label={t("list")} className="mt-1 mb-0.5 flex flex-wrap items-center gap-1.5">
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip message={message} reaction={reaction} mayReact={mayReact} />
        </li>
      ))}
      {mayReact && (
        <li className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <button
            type="button"
            aria-label={t("add")}
            title={t("add")}
            onClick={(event) => acts.openEmoji(message, spotOf(event.currentTarget))}
            className={clsx(CHIP, "border-line-strong text-ink-3 hover:text-ink")}
          >
            <SmilePlus size={14} aria-hidden />
          </button>
        </li>
      )}
    </ul>
  );
}

const CHIP = "flex h-6.5 items-center gap-1 rounded-pill border px-2 text-small tabular-nums";

function useMayReact(message: MessageView): boolean {
  const { account, workspace } = useChat();
  return useStore(workspace, ({ rooms }) => {
    const room = rooms[message.roomId];
    return room !== undefined && mayReactTo(message, room, account);
  });
}

type ChipProps = { message: MessageView; reaction: Reaction; mayReact: boolean };

/** In a room where reacting is not allowed, a click shows who reacted. */
function Chip({ message, reaction, mayReact }: ChipProps) {
  const t = useTranslations("reactions");
  const acts = useMessageActions();
  const { account } = useChat();
  const { emoji, count, isMine } = reaction;
  const { names, learn } = useReactionNames(reaction);
  const hold = useLongPress(() => acts.open({ what: "reactions", message }));

  function press() {
    if (!mayReact) return acts.open({ what: "reactions", message });
    if (!isMine) noteEmoji(account.id, emoji);
    void acts.react(message, emoji, !isMine);
  }

  return (
    <button
      type="button"
      aria-pressed={mayReact ? isMine : undefined}
      aria-label={t(mayReact ? "give" : "given", { emoji, count, isMine: String(isMine) })}
      title={names}
      onPointerEnter={learn}
      onFocus={learn}
      onClick={press}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        acts.open({ what: "reactions", message });
      }}
      {...hold}
      onPointerDown={(event) => {
        event.stopPropagation();
        hold.onPointerDown(event);
      }}
      className={clsx(
        CHIP,
        isMine ? "border-accent bg-accent-soft font-semibold text-accent" : "border-line-strong text-ink-2",
      )}
    >
      <span>{emoji}</span>
      <span>{count}</span>
    </button>
  );
}
