"use client";

import katex from "katex";
import { useLayoutEffect, useRef } from "react";

/** What a formula may cost: its macros are not expanded without end, nothing in it is larger than a few lines. */
const OPTIONS = {
  output: "mathml",
  throwOnError: false,
  trust: false,
  strict: "ignore",
  maxSize: 10,
  maxExpand: 200,
} as const;

/** Longer ones are shown as they were typed. */
const LONGEST = 2_000;

/** A formula drawn as MathML, which browsers lay out and read aloud themselves. */
export default function DrawnFormula({ source, isBlock }: { source: string; isBlock: boolean }) {
  const place = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    if (!place.current) return;
    if (source.length > LONGEST) place.current.textContent = source;
    else katex.render(source, place.current, { ...OPTIONS, displayMode: isBlock });
  }, [source, isBlock]);

  return (
    <span
      ref={place}
      className={isBlock ? "my-1.5 block max-w-full overflow-x-auto" : "inline-block max-w-full"}
    />
  );
}
