"use client";

import { clsx } from "clsx";
import { createContext, type ReactNode, use, useEffect } from "react";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import { asNamed, mentionedIn, type NamedGroup } from "@/lib/client/names/mention-names";
import { useStore } from "@/lib/client/state/use-store";
import { type Candidate, candidatesOf, likeliestOf } from "@/lib/shared/messages/mentions";
import { displayText } from "@/lib/shared/text/shown";
import type { MessageView, PersonView } from "@/lib/shared/views";

type Mentions = MessageView["mentions"];
type Around = Pick<MessageView, "mentions" | "createdAt" | "editedAt"> &
  Partial<Pick<MessageView, "id" | "roomId" | "checks">>;
type Chat = NonNullable<ReturnType<typeof useReaderIfAny>>["chat"];

/** The message of a text, with its mentions as the server parsed them; null for a text that was not sent. */
const Called = createContext<Around | null>(null);

/** Provides a message, so that only its mentions are highlighted, and names of emoji mean those of its time. */
export const CalledBy = ({ message, children }: { message: Around; children: ReactNode }) => (
  <Called value={message}>{children}</Called>
);

/** The message of a text; null for one that was not sent. */
export const useMessageAround = () => use(Called);

/** An at sign and the letters after it. The part that names a mentioned person is highlighted. */
export function Mention({ text }: { text: string }) {
  const mentions = useMessageAround()?.mentions;
  const reader = useReaderIfAny();
  const candidates = candidatesOf(text.slice(1));
  const isForAll = (one: Candidate) => one.word !== null && (mentions?.[one.word] ?? true);
  const word = candidates.find(isForAll);
  if (word) return <Named text={text} length={word.length} />;
  if (!mentions || !reader) return <Named text={text} length={likely(candidates)} />;
  if (mentions.userIds.length === 0 && !mentions.groups) return displayText(text);
  return <OfNamed text={text} mentions={mentions} candidates={candidates} chat={reader.chat} />;
}

const likely = (candidates: Candidate[]) => likeliestOf(candidates)?.length ?? 0;

type OfNamedProps = { text: string; mentions: Mentions; candidates: Candidate[]; chat: Chat };

function OfNamed({ text, mentions: { userIds, groups }, candidates, chat }: OfNamedProps) {
  const { people, account } = chat;
  useStore(people.store);
  const called = userIds.map((id) => (id === account.id ? account : people.find(id)));
  const isKnown = called.every(Boolean);

  useEffect(() => {
    if (!isKnown) for (const id of userIds) if (id !== account.id) void people.load(id);
  }, [isKnown, userIds, people, account.id]);

  const found = mentionedIn<PersonView | NamedGroup>(candidates, [...called, ...asNamed(groups)]);
  // Until the names are loaded, it counts as one of them.
  if (!found) return <Named text={text} length={isKnown ? 0 : likely(candidates)} />;
  const { named, length } = found;
  const isAmbiguous = !("isGroup" in named) && people.hasNamesake(named);
  return <Named text={text} length={length} of={named} isAmbiguous={isAmbiguous} />;
}

type NamedProps = { text: string; length: number; of?: PersonView | NamedGroup; isAmbiguous?: boolean };

/**
 * The mention of a person or a group has their name, and opens their card. It is text all the same: it wraps, and is
 * selected and copied, as what was typed (`copyMentions`).
 */
function Named({ text, length, of, isAmbiguous }: NamedProps) {
  if (length === 0) return displayText(text);
  const typed = displayText(text.slice(0, length + 1));
  const isGroup = of && "isGroup" in of;
  return (
    <>
      <bdi
        data-person={isGroup ? undefined : of?.id}
        data-group={isGroup ? of.id : undefined}
        data-typed={of && typed}
        title={of && `@${of.username}`}
        className={clsx(
          "rounded-1 bg-accent-soft px-0.5 font-medium text-accent",
          of && "cursor-pointer hover:underline",
        )}
      >
        {of ? `@${displayText(of.displayName)}${isAmbiguous ? ` (${of.username})` : ""}` : typed}
      </bdi>
      {displayText(text.slice(length + 1))}
    </>
  );
}
