"use client";

import { Suspense } from "react";
import { plainTree } from "@/lib/shared/markdown/as-typed";
import { Markdown } from "./markdown";
import { useTree } from "./use-tree";

type Formatted = {
  text: string;
  /** True if the text is cut, and its rest may end a spoiler. */
  hidesEnd?: boolean;
};

/** A formatted text; as it was typed while the parser that it needs is loading. */
export const FormattedText = ({ text, hidesEnd = false }: Formatted) => (
  <Suspense fallback={<AsTyped text={text} hidesEnd={hidesEnd} />}>
    <Parsed text={text} hidesEnd={hidesEnd} />
  </Suspense>
);

function Parsed({ text, hidesEnd }: Required<Formatted>) {
  return <Markdown tree={useTree(text, hidesEnd)} />;
}

const AsTyped = ({ text, hidesEnd }: Required<Formatted>) => <Markdown tree={plainTree(text, hidesEnd)} />;
