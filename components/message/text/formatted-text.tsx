"use client";

import { useMemo } from "react";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import { Markdown } from "./markdown";

/** A formatted text. `hidesEnd`: the text is cut, and its rest may end a spoiler. */
export function FormattedText({ text, hidesEnd = false }: { text: string; hidesEnd?: boolean }) {
  const tree = useMemo(() => parseMarkdown(text, hidesEnd), [text, hidesEnd]);
  return <Markdown tree={tree} />;
}
