"use client";

import type { Root } from "mdast";
import { use } from "react";
import { loadParser, treeIfReady } from "@/lib/client/text/markdown-parser";

/** Returns the tree of a text. Suspends while the parser is loading. `hidesEnd` as in `parseMarkdown`. */
export const useTree = (text: string, hidesEnd = false): Root =>
  treeIfReady(text, hidesEnd) ?? use(loadParser()).parseMarkdown(text, hidesEnd);
