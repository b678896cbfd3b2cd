"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Question } from "./question";

const ChatDialog = onDemand(() => import("./chat-dialog"));

const Asking = createContext<(question: Question) => void>(() => {});

/** Opens a dialog. */
export const useAsk = () => use(Asking);

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
