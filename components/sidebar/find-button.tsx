"use client";

import Search from "lucide-react/icons/search";
import { useTranslations } from "next-intl";
import { fetchSwitcher, useOpenSwitcher } from "@/components/switcher/switching";
import { useIsApple } from "@/lib/client/shortcuts/use-is-apple";

/** The search button for rooms and people. */
export function FindButton({ onOpen }: { onOpen?: (() => void) | undefined }) {
  const t = useTranslations("switcher");
  const openSwitcher = useOpenSwitcher();
  const isApple = useIsApple();

  return (
    <div className="flex-none px-2 pb-1">
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={fetchSwitcher}
        onFocus={fetchSwitcher}
        onClick={() => {
          onOpen?.();
          openSwitcher();
        }}
        className="flex h-8 w-full items-center gap-2 rounded-row border border-line-strong bg-raised px-2 text-small text-ink-3 hover:text-ink-2 pointer-coarse:h-11"
      >
        <Search size={16} aria-hidden className="mx-0.5 flex-none" />
        <span className="flex-1 truncate text-left">{t("open")}</span>
        <kbd aria-hidden className="font-sans text-tiny pointer-coarse:hidden">
          {isApple ? "⌘K" : "Ctrl+K"}
        </kbd>
      </button>
    </div>
  );
}
