"use client";

import { useMemo } from "react";
import { parseMarkdown } from "@/lib/client/markdown";
import { Markdown } from "./markdown";
import { PlainText } from "./plain-text";

/** A text with its formatting. */
export function FormattedText({ text }: { text: string }) {
  const tree = useMemo(() => parseMarkdown(text), [text]);
  return tree ? <Markdown tree={tree} /> : <PlainText text={text} />;
}
