"use client";

import type { Root } from "mdast";
import { use } from "react";
import { loadParser, treeIfReady } from "@/lib/client/text/markdown-parser";
import { plainTree } from "@/lib/shared/markdown/as-typed";

/**
 * Returns the tree of a text; one without formatting if the parser cannot be fetched. Suspends while the parser is loading.
 * `hidesEnd` as in `parseMarkdown`.
 */
export function useTree(text: string, hidesEnd = false): Root {
  return (
    treeIfReady(text, hidesEnd) ??
    use(loadParser())?.parseMarkdown(text, hidesEnd) ??
    plainTree(text, hidesEnd)
  );
}
