"use client";

import { useEffect, useReducer, useRef, useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";

/**
 * My vote in a poll: null until it is known. It shows what I chose before the server has it, follows my other devices, and is
 * read again after a gap in the connection.
 */
export function useOwnVote(messageId: string) {
  const chat = useChat();
  const acts = useMessageActions();
  const [optionIds, set] = useState<readonly number[] | null>(null);
  const [reading, readAgain] = useReducer((count: number) => count + 1, 0);
  /** Votes on their way. Until they are there, frames may tell of an earlier one. */
  const going = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `reading` asks for another read.
  useEffect(() => {
    let isWanted = true;
    void call("GET /messages/{message}/poll/vote", { message: messageId }).then((answer) => {
      if (isWanted && answer.ok && going.current === 0) set(answer.data.optionIds);
    });
    return () => {
      isWanted = false;
    };
  }, [messageId, reading]);

  useEffect(
    () =>
      chat.listChanges.votes.subscribe((vote) => {
        if (vote === null) readAgain();
        else if (vote.messageId === messageId && going.current === 0) set(vote.optionIds);
      }),
    [chat, messageId],
  );

  /** Sends a whole choice in place of the earlier one. */
  async function vote(wished: number[]) {
    going.current += 1;
    set(wished);
    const answer = await chat.call("vote", { messageId, optionIds: wished });
    going.current -= 1;
    acts.sayFailure(answer);
    // Another device may have voted meanwhile, or this vote was refused: the server knows.
    if (going.current === 0) readAgain();
  }

  return { optionIds, vote };
}
