"use client";

import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { Drawer } from "@/components/ui/dialogs/drawer";
import { IconButton } from "@/components/ui/icon-button";
import { useIsWide } from "@/lib/client/page/use-is-wide";

type Panel = { title: string; count?: number; closeLabel: string; onClose: () => void; children: ReactNode };

/** A panel beside the messages: a column if there is space, else a drawer. */
export function SidePanel({ title, count, closeLabel, onClose, children }: Panel) {
  const isWide = useIsWide();
  const content = (
    <>
      <header className="flex h-13 flex-none items-center justify-between border-b border-line pr-3 pl-4.5">
        <h2 className="font-semibold">
          {title} {count !== undefined && <span className="ml-1 font-normal text-ink-3">{count}</span>}
        </h2>
        <IconButton label={closeLabel} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </header>
      {children}
    </>
  );

  if (isWide) {
    return (
      <aside aria-label={title} className="flex w-85 flex-none animate-panel flex-col border-l border-line">
        {content}
      </aside>
    );
  }
  return (
    <Drawer title={title} side="right" isOpen onOpenChange={onClose}>
      {content}
    </Drawer>
  );
}
