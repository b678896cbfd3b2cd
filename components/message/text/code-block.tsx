"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { copyText } from "@/lib/client/page/copy-text";
import { displayText } from "@/lib/shared/text/shown";

type Code = { code: string; language: string | null };

/** Colours appear when the script has loaded. Until then, and for unknown languages, the code is plain. */
const Highlighted = onDemand<Code>(
  () => import("./highlighted"),
  ({ code }) => code,
);

/** A code block with a copy button. */
export function CodeBlock({ code, language }: Code) {
  const t = useTranslations("ui");
  const [isCopied, say] = useState(false);
  const readable = displayText(code);
  const Icon = isCopied ? Check : Copy;

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
      <IconButton
        label={t(isCopied ? "copied" : "copy")}
        onClick={async () => say(await copyText(code))}
        className="absolute top-1 right-1 bg-sidebar opacity-0 focus-visible:opacity-100 group-hover/code:opacity-100"
      >
        <Icon size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
