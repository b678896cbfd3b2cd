import { MENTION_RUN } from "../messages/mention-run";
import type { Branch } from "./nodes";
import { splitTexts } from "./split-texts";

const MENTIONS = { pattern: MENTION_RUN, mark: /[@＠]/, most: 1_000 };

/** Splits at-signs with their letters into mention nodes. Links have none. */
export const findMentions = (tree: Branch): void =>
  splitTexts(tree, MENTIONS, (value) => ({ type: "mention", value }));
