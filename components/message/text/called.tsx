"use client";

import { clsx } from "clsx";
import { createContext, type ReactNode, use, useEffect } from "react";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { type Candidate, candidatesOf, likeliestOf } from "@/lib/shared/messages/mentions";
import { fold } from "@/lib/shared/text/fold";
import { displayText } from "@/lib/shared/text/shown";
import type { MessageView } from "@/lib/shared/views";

type Mentions = MessageView["mentions"];
type Chat = NonNullable<ReturnType<typeof useReaderIfAny>>["chat"];

/** The mentions of a message, as the server parsed them; null for a text that was not sent. */
const Called = createContext<Mentions | null>(null);

/** Provides the mentions of a message, so that only these are highlighted. */
export const CalledBy = ({ mentions, children }: { mentions: Mentions; children: ReactNode }) => (
  <Called value={mentions}>{children}</Called>
);

/** An at sign and the letters after it. The part that names a mentioned person is highlighted. */
export function Mention({ text }: { text: string }) {
  const mentions = use(Called);
  const reader = useReaderIfAny();
  const candidates = candidatesOf(text.slice(1));
  const isForAll = (one: Candidate) => one.word !== null && (mentions?.[one.word] ?? true);
  const word = candidates.find(isForAll);
  if (word) return <Named text={text} length={word.length} />;
  if (!mentions || !reader) return <Named text={text} length={likely(candidates)} />;
  if (mentions.userIds.length === 0) return displayText(text);
  return <OfPeople text={text} userIds={mentions.userIds} candidates={candidates} chat={reader.chat} />;
}

const likely = (candidates: Candidate[]) => likeliestOf(candidates)?.length ?? 0;

type People = { text: string; userIds: readonly string[]; candidates: Candidate[]; chat: Chat };

function OfPeople({ text, userIds, candidates, chat }: People) {
  const { people } = chat;
  const known = useStore(people.store);
  const called = userIds.map((id) => (id === chat.account.id ? chat.account : known[id]));
  const isKnown = called.every(Boolean);

  useEffect(() => {
    if (!isKnown) for (const id of userIds) if (id !== chat.account.id) void people.load(id);
  }, [isKnown, userIds, people, chat]);

  const name = candidates.find(({ key }) => called.some((one) => one && fold(one.username) === key));
  const person = called.find((one) => one && fold(one.username) === name?.key);
  // Until the names are loaded, it counts as one of them.
  return (
    <Named text={text} length={name?.length ?? (isKnown ? 0 : likely(candidates))} userId={person?.id} />
  );
}

type NamedProps = { text: string; length: number; userId?: string | undefined };

/** The mention of a person opens their card. It is text all the same: it wraps, and is selected and copied. */
function Named({ text, length, userId }: NamedProps) {
  if (length === 0) return displayText(text);
  return (
    <>
      <bdi
        data-person={userId}
        className={clsx(
          "rounded-1 bg-accent-soft px-0.5 font-medium text-accent",
          userId && "cursor-pointer hover:underline",
        )}
      >
        {displayText(text.slice(0, length + 1))}
      </bdi>
      {displayText(text.slice(length + 1))}
    </>
  );
}
