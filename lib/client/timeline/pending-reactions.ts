import type { MessageView } from "@/lib/shared/views";

/** Reactions that the reader added or removed and that the messages may not contain yet, by message and emoji. */
export type PendingReactions = Readonly<Record<string, Readonly<Record<string, PendingReaction>>>>;

/** `rev`: the message's revision at that moment. After the answer, a later revision takes precedence. */
type PendingReaction = { on: boolean; rev: number; isAnswered: boolean };

export type PendingReactionAction =
  | { type: "wished"; message: MessageView; emoji: string; on: boolean }
  | { type: "answered"; messageId: string; emoji: string; isDone: boolean };

/** Reduces pending reactions. */
export function reducePendingReactions(
  reacting: PendingReactions,
  action: PendingReactionAction,
): PendingReactions {
  if (action.type === "wished") {
    const { message, emoji, on } = action;
    const wish = { on, rev: message.rev, isAnswered: false };
    return { ...reacting, [message.id]: { ...reacting[message.id], [emoji]: wish } };
  }
  const { messageId, emoji, isDone } = action;
  const { [emoji]: wish, ...others } = reacting[messageId] ?? {};
  if (!wish) return reacting;
  const left = isDone ? { ...others, [emoji]: { ...wish, isAnswered: true } } : others;
  return { ...reacting, [messageId]: left };
}

export type Reaction = MessageView["reactions"][number] & { isMine: boolean };

/** The reactions that a reader sees: the message's own, with pending changes applied. */
export function reactionsOf(
  { reactions, rev }: Pick<MessageView, "reactions" | "rev">,
  wishes: PendingReactions[string] | undefined,
  me: string,
): Reaction[] {
  const shown = reactions.map((each) => ({ ...each, isMine: each.userIds.includes(me) }));
  for (const [emoji, wish] of Object.entries(wishes ?? {})) {
    if (wish.isAnswered && rev > wish.rev) continue;
    const known = shown.find((each) => each.emoji === emoji);
    if (known && known.isMine !== wish.on) turn(known, wish.on, me);
    if (!known && wish.on) shown.push({ emoji, count: 1, userIds: [me], isMine: true });
  }
  return shown.filter(({ count }) => count > 0);
}

function turn(reaction: Reaction, on: boolean, me: string) {
  reaction.isMine = on;
  reaction.count += on ? 1 : -1;
  reaction.userIds = on ? [...reaction.userIds, me] : reaction.userIds.filter((id) => id !== me);
}
