"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useMayAct } from "@/lib/client/actions/use-may-act";
import { useChat } from "@/lib/client/chat/chat-context";
import { goneEmoji } from "@/lib/client/emoji/emoji-words";
import { noteEmoji } from "@/lib/client/emoji/note-emoji";
import { useStore } from "@/lib/client/state/use-store";
import { type Reaction, reactionsOf } from "@/lib/client/timeline/pending-reactions";
import type { MessageView } from "@/lib/shared/views";
import { useLongPress } from "../actions/use-long-press";
import { CHIP } from "./chip";

const AddReaction = onDemand(() => import("./add-reaction"));
const ReactionNames = onDemand<{ reaction: Reaction }>(() => import("./reaction-names"));

/** The reactions to a message. A click adds or removes one's own. */
export function Reactions({ message }: { message: MessageView }) {
  const t = useTranslations("reactions");
  const { account, reacting } = useChat();
  const wishes = useStore(reacting, (all) => all[message.id]);
  const reactions = reactionsOf(message, wishes, account.id);
  const mayReact = useMayAct("react", message) && message.kind === "user";
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
          <AddReaction message={message} />
        </li>
      )}
    </ul>
  );
}

type ChipProps = { message: MessageView; reaction: Reaction; mayReact: boolean };

/** In a room where reacting is not allowed, and with an emoji that is deleted, a click shows who reacted. */
function Chip({ message, reaction, mayReact }: ChipProps) {
  const t = useTranslations("reactions");
  const acts = useMessageActions();
  const { account } = useChat();
  const { emoji, count, isMine } = reaction;
  const [isNear, comeNear] = useState(false);
  const show = () => acts.open({ what: "reactions", message });
  const hold = useLongPress(show);

  function press() {
    if (!mayReact || (!isMine && goneEmoji.has(emoji))) return show();
    if (!isMine) noteEmoji(account.id, emoji);
    void acts.react(message, emoji, !isMine);
  }

  return (
    <button
      type="button"
      aria-pressed={mayReact ? isMine : undefined}
      // A custom one is named by its image.
      aria-label={
        emoji[0] === ":"
          ? undefined
          : t(mayReact ? "give" : "given", { emoji, count, isMine: String(isMine) })
      }
      onPointerEnter={() => comeNear(true)}
      onFocus={() => comeNear(true)}
      onClick={press}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        show();
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
      <span>
        <EmojiSign emoji={emoji} />
      </span>
      <span>{count}</span>
      {isNear && <ReactionNames reaction={reaction} />}
    </button>
  );
}
