import { fileKind } from "@/lib/shared/files/file-kinds";
import type { Word } from "@/lib/shared/search/words/words";
import {
  CALL_TOKEN,
  EDITED_TOKEN,
  hasToken,
  mentionToken,
  roomToken,
  senderToken,
  tokensOfWords,
} from "../words/tokens";

/** The columns of a message from which its entry is made. */
export type IndexedMessage = {
  roomId: string;
  senderId: string;
  text: string;
  createdAt: Date;
  editedAt: Date | null;
  mentionUserIds: string[];
  mentionHere: boolean;
  mentionAll: boolean;
  files: { name: string; description: string; type: string }[];
};

/** Returns all tokens of a message: those of its words, of where, when and from whom it is, and of what it has. */
export function tokensOfMessage(message: IndexedMessage, words: readonly Word[]): Set<number> {
  const tokens = tokensOfWords(words);
  tokens.add(roomToken(message.roomId));
  tokens.add(senderToken(message.senderId));
  for (const userId of message.mentionUserIds) tokens.add(mentionToken(userId));
  if (message.mentionHere || message.mentionAll) tokens.add(CALL_TOKEN);
  if (message.editedAt) tokens.add(EDITED_TOKEN);
  if (/:\/\/|www\./iu.test(message.text)) tokens.add(hasToken("link"));
  if (message.text.includes("`")) tokens.add(hasToken("code"));
  if (message.files.length > 0) tokens.add(hasToken("file"));
  if (message.files.some(({ type }) => fileKind(type) === "image")) tokens.add(hasToken("image"));
  for (const token of timeTokens(message.createdAt)) tokens.add(token);
  return tokens;
}

/** Lengths of spans of time, and seconds of the shortest; each is eight times the one before. See `search_times`. */
const SPANS = { lengths: 6, seconds: 4_096, factor: 8 };

/** Tokens of the spans in which a time lies, as `search_times` in prisma/functions numbers them. */
export function timeTokens(time: Date): number[] {
  const shortest = Math.floor(time.getTime() / 1_000 / SPANS.seconds);
  return Array.from(
    { length: SPANS.lengths },
    (_, length) => (length << 20) + Math.floor(shortest / SPANS.factor ** length),
  );
}
