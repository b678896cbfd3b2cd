import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

/** Typing users by line, a room's or a thread's, each with the time (milliseconds) at which they expire without another signal. */
export type Typing = Readonly<Record<TimelineKey, readonly Typist[]>>;

export type Typist = { userId: string; until: number };

export type TypingAction =
  | { type: "heard"; key: TimelineKey; userId: string; isTyping: boolean; until: number }
  | { type: "passed"; now: number };

/** Reduces the typing users after a signal or a tick. The first to start stands first. */
export function reduceTyping(typing: Typing, action: TypingAction): Typing {
  if (action.type === "passed") return forget(typing, action.now);
  const { key, userId, isTyping, until } = action;
  const here = typing[key] ?? [];
  const isKnown = here.some((each) => each.userId === userId);
  if (!isTyping && !isKnown) return typing;
  if (!isTyping) return { ...typing, [key]: here.filter((each) => each.userId !== userId) };
  const again = here.map((each) => (each.userId === userId ? { userId, until } : each));
  return { ...typing, [key]: isKnown ? again : [...here, { userId, until }] };
}

function forget(typing: Typing, now: number): Typing {
  const isOver = ({ until }: Typist) => until <= now;
  if (!Object.values(typing).some((here) => here.some(isOver))) return typing;
  const left = Object.entries(typing).map(([key, here]) => [key, here.filter((each) => !isOver(each))]);
  return Object.fromEntries(left.filter(([, here]) => here?.length));
}
