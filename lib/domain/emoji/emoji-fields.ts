import { z } from "zod";
import { isEmojiName, withoutColons } from "@/lib/shared/emoji/custom-emoji";
import { isBuiltInName } from "@/lib/shared/emoji/emoji-names";
import { EMOJI_LIMITS } from "@/lib/shared/emoji-limits";
import { LIMITS } from "@/lib/shared/limits";
import { text } from "../fields";

const spelled = (value: unknown) =>
  typeof value === "string" ? withoutColons(value.toWellFormed().normalize("NFKC").trim()) : value;

/**
 * A name of an emoji, with or without its colons: letters and digits of any alphabet, `_`, `+` and `-`, and not the name of
 * an emoji that everybody has. Compared by `fold`.
 */
export const emojiName = z.preprocess(spelled, text(LIMITS.emojiNameLength)).superRefine((value, ctx) => {
  const refuse = (reason: string, message: string) =>
    ctx.addIssue({ code: "custom", message, params: { reason } });
  if (!isEmojiName(value))
    refuse(
      "invalid_emoji_name",
      "Must have letters, and otherwise only digits, hyphens, plus signs and underscores.",
    );
  else if (isBuiltInName(value)) refuse("built_in_emoji", "This is the name of a built-in emoji.");
});

/** The other names of an emoji. */
export const emojiAliases = z
  .array(emojiName, { error: "Must be a list of names." })
  .max(EMOJI_LIMITS.emojiAliases, { error: `Must have at most ${EMOJI_LIMITS.emojiAliases} names.` });
