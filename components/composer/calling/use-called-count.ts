"use client";

import { useEffect, useRef } from "react";
import { treeNow } from "@/lib/client/text/markdown-parser";
import { mayMention, mentionsEveryone, mentionsIn } from "@/lib/shared/messages/mentions";
import type { MyRoomView } from "@/lib/shared/views";
import { MANY_PEOPLE } from "./many-people";

/** Counts the people of a text's groups in a room. */
type CountGroups = (text: string) => number | Promise<number>;

/**
 * Returns a function that counts the people whom a text mentions at once: everyone, or by groups. It is a promise only for
 * a text that names a group of more than MANY_PEOPLE, of whom the server knows how many are in this room. Groups are read
 * when the first at-sign was typed, with the parser; a text that is sent before that is not asked about.
 */
export function useCalledCount({ id, memberCount }: MyRoomView, typed: string): CountGroups {
  const countGroups = useRef<CountGroups>(() => 0);
  const isLarge = memberCount > MANY_PEOPLE;
  const isNaming = isLarge && mayMention(typed);

  useEffect(() => {
    if (!isNaming) return;
    void import("./large-groups")
      .then(({ readLargeGroups }) => readLargeGroups())
      .then((large) => {
        countGroups.current = (text) => large.countIn(text, id);
      })
      // Without an answer nothing is asked: a message is not held up by the network.
      .catch(() => {});
  }, [isNaming, id]);

  return (text) => {
    if (!isLarge || !mayMention(text)) return 0;
    return mentionsEveryone(mentionsIn(treeNow(text))) ? memberCount - 1 : countGroups.current(text);
  };
}
