"use client";

import { useMemo } from "react";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import { Markdown } from "./markdown";

/** A text with its formatting. `hidesEnd`: it is the beginning of a text whose rest may end a spoiler. */
export function FormattedText({ text, hidesEnd = false }: { text: string; hidesEnd?: boolean }) {
  const tree = useMemo(() => parseMarkdown(text, hidesEnd), [text, hidesEnd]);
  return <Markdown tree={tree} />;
}
