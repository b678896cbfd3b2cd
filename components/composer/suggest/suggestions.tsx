"use client";

import { CommandSuggestions } from "./command-suggestions";
import { EmojiSuggestions } from "./emoji-suggestions";
import { PeopleSuggestions } from "./people-suggestions";
import { RoomSuggestions } from "./room-suggestions";
import type { Suggesting } from "./use-choosing";

const KINDS = {
  person: PeopleSuggestions,
  room: RoomSuggestions,
  emoji: EmojiSuggestions,
  command: CommandSuggestions,
};

/** What may be meant by a name that somebody has begun to type. */
export default function Suggestions(of: Suggesting) {
  const Kind = KINDS[of.trigger.kind];
  return <Kind {...of} />;
}
