"use client";

import { useLayoutEffect, useRef } from "react";
import { displayText } from "@/lib/shared/text/shown";
import { formulaOf } from "./formula-to-mathml";

/** A formula as MathML, which browsers lay out and read aloud themselves. */
export default function DrawnFormula({ source, isBlock }: { source: string; isBlock: boolean }) {
  const place = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    place.current?.replaceChildren(formulaOf(source, isBlock) ?? displayText(source));
  }, [source, isBlock]);

  return (
    <span
      ref={place}
      className={
        isBlock
          ? "my-1.5 block max-w-full overflow-x-auto"
          : "inline-block max-w-full overflow-x-auto overflow-y-hidden align-middle"
      }
    />
  );
}
