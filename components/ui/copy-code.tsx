"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { copyText } from "@/lib/client/page/copy-text";

/** The button that copies a code block. It is seen at the block under the pointer. */
export default function CopyCode({ code }: { code: string }) {
  const t = useTranslations("ui");
  const [isCopied, say] = useState(false);
  const Icon = isCopied ? Check : Copy;

  return (
    <IconButton
      label={t(isCopied ? "copied" : "copy")}
      onClick={async () => say(await copyText(code))}
      className="absolute top-1 right-1 bg-sidebar opacity-0 focus-visible:opacity-100 group-hover/code:opacity-100"
    >
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
