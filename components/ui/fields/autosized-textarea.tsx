"use client";

import { type ComponentProps, type RefObject, useLayoutEffect } from "react";

type Textarea = ComponentProps<"textarea"> & { ref: RefObject<HTMLTextAreaElement | null>; value: string };

/** A text area that grows with its content, up to a third of the window. */
export function AutosizedTextarea({ ref, value, ...props }: Textarea) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may need another height.
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [ref, value]);

  return (
    <textarea
      ref={ref}
      value={value}
      rows={1}
      dir="auto"
      className="field-sizing-content max-h-[33vh] min-h-11 w-full flex-1 resize-none bg-transparent px-3.5 py-2.75 outline-none"
      {...props}
    />
  );
}
