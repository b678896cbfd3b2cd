"use client";

import { onDemand } from "@/components/ui/on-demand";

/** Until the script is there, a text shows the name that was typed, and a reaction, which has an id, a placeholder. */
const CustomEmoji = onDemand<{ emoji: string }>(
  () => import("./custom-emoji"),
  ({ emoji }) => (emoji.length > 36 ? "…" : emoji),
  "now",
);

/** An emoji: a character, or an image of the workspace by `:id:` or `:name:`. */
export const EmojiSign = ({ emoji }: { emoji: string }) =>
  emoji[0] === ":" ? <CustomEmoji emoji={emoji} /> : emoji;
