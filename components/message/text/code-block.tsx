"use client";

import { onDemand } from "@/components/ui/on-demand";
import { displayText } from "@/lib/shared/text/shown";

type Code = { code: string; language: string | null };

/** Colours appear when the script has loaded. Until then, and for unknown languages, the code is plain. */
const Highlighted = onDemand<Code>(
  () => import("./highlighted"),
  ({ code }) => code,
);

const CopyCode = onDemand(() => import("@/components/ui/copy-code"));

/** A code block with a copy button. */
export function CodeBlock({ code, language }: Code) {
  const readable = displayText(code);

  return (
    <div className="group/code relative my-1.5 max-w-full">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        dir="ltr"
        className="max-h-128 overflow-auto rounded-2 border border-line bg-sidebar px-3 py-2 font-mono text-small"
      >
        <code>{language ? <Highlighted code={readable} language={language} /> : readable}</code>
      </pre>
      <CopyCode code={code} />
    </div>
  );
}
