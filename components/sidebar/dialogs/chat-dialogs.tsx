"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Question } from "./question";
import { Asking } from "./use-ask";

const ChatDialog = onDemand(() => import("./chat-dialog"));

type Asked = { question: Question; at: string; count: number };

/** The dialogs of the room list, shared by all rows. */
export function ChatDialogs({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOpen, open] = useState(false);

  const ask = useCallback(
    (question: Question) => {
      setAsked((before) => ({ question, at: pathname, count: (before?.count ?? 0) + 1 }));
      open(true);
    },
    [pathname],
  );

  return (
    <Asking value={ask}>
      {children}
      {asked && (
        // Open only on the page where it was opened: what it made is another page.
        <ChatDialog {...asked} isOpen={isOpen && asked.at === pathname} onOpenChange={open} />
      )}
    </Asking>
  );
}
