"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useTranslations } from "next-intl";
import { type ComponentProps, useId, useState } from "react";
import { copyText } from "@/lib/client/page/copy-text";
import { Button } from "../button";

/** A value to copy, such as a link or a password shown once. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const id = useId();

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="h-10 w-full min-w-0 rounded-2 border border-line-strong bg-sidebar px-3 font-mono text-small outline-none focus:border-focus"
        />
        <CopyButton value={value} />
      </div>
      {hint && <p className="text-tiny text-ink-3">{hint}</p>}
    </div>
  );
}

/** Copies a value, and confirms it. */
export function CopyButton({ value, size }: { value: string; size?: ComponentProps<typeof Button>["size"] }) {
  const t = useTranslations("ui");
  const [isCopied, say] = useState(false);
  const Icon = isCopied ? Check : Copy;

  return (
    <Button look="quiet" size={size} onClick={async () => say(await copyText(value))}>
      <Icon size={16} aria-hidden />
      <span aria-live="polite">{t(isCopied ? "copied" : "copy")}</span>
    </Button>
  );
}
