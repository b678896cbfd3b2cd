"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import Eye from "lucide-react/icons/eye";
import { useTranslations } from "next-intl";
import { memo, type RefObject } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { InsertEmoji } from "./insert-emoji";
import { LengthLeft } from "./length-left";

const Toolbar = onDemand(() => import("./toolbar"));

type Bar = {
  input: RefObject<HTMLTextAreaElement | null>;
  left: number | null;
  isSendable: boolean;
  isPreviewing: boolean;
  onPreview: (isPreviewing: boolean) => void;
};

/** The bar below the field: formats, emoji, preview and send. Memoized, so it does not render at each key. */
export const ComposerBar = memo(function ComposerBar(bar: Bar) {
  const { input, left, isSendable, isPreviewing, onPreview } = bar;
  const t = useTranslations();

  return (
    <div className="flex flex-wrap items-center gap-0.5 px-1.5 pb-1.5">
      <Toolbar input={input} />
      <div className="flex h-8 flex-1 items-center justify-end gap-0.5">
        <LengthLeft left={left} />
        <InsertEmoji input={input} />
        <IconButton
          label={t("writing.preview")}
          aria-pressed={isPreviewing}
          onClick={() => onPreview(!isPreviewing)}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          <Eye size={18} aria-hidden />
        </IconButton>
        <button
          type="submit"
          aria-label={t("composer.send")}
          title={t("composer.send")}
          disabled={!isSendable}
          className="ml-1 grid size-8 flex-none place-items-center rounded-2 bg-accent text-accent-ink transition-opacity disabled:bg-hover disabled:text-ink-3"
        >
          <ArrowUp size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
});
