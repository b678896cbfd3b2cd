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

/** Suggestions for the name being typed. */
export default function Suggestions(of: Suggesting) {
  const Kind = KINDS[of.trigger.kind];
  return <Kind {...of} />;
}
