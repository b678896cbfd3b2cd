"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useState } from "react";
import { Acts } from "@/components/ui/acts";
import { Drawer } from "@/components/ui/drawer";
import { ChatDialogs } from "./chat-dialogs";
import { SessionEnd } from "./session-end";
import { Sidebar } from "./sidebar";
import { UnreadTitle } from "./unread-title";

const OpenSidebar = createContext<() => void>(() => {});

/** Opens the list of rooms where there is no room for it beside the page. */
export const useOpenSidebar = () => use(OpenSidebar);

type Shell = { workspace: string; theme: string; children: ReactNode };

/** The list of rooms and, beside it, whatever the page shows. On a narrow screen the list is a layer. */
export function Shell({ workspace, theme, children }: Shell) {
  const t = useTranslations("sidebar");
  const pathname = usePathname();
  const [openAt, openHere] = useState<string | null>(null);

  return (
    <OpenSidebar value={() => openHere(pathname)}>
      <Acts>
        <ChatDialogs>
          <div className="flex h-dvh">
            <nav
              aria-label={t("rooms")}
              className="hidden w-68 flex-none flex-col border-r border-line bg-sidebar md:flex"
            >
              <Sidebar workspace={workspace} theme={theme} />
            </nav>
            {/* Open only on the page where it was opened: going to a room closes it. */}
            <Drawer
              title={t("rooms")}
              side="left"
              isOpen={openAt === pathname}
              onOpenChange={(isOpen) => openHere(isOpen ? pathname : null)}
            >
              <nav aria-label={t("rooms")} className="flex min-h-0 flex-1 flex-col bg-sidebar">
                <Sidebar workspace={workspace} theme={theme} onGo={() => openHere(null)} />
              </nav>
            </Drawer>
            {children}
          </div>
        </ChatDialogs>
      </Acts>
      <UnreadTitle />
      <SessionEnd />
    </OpenSidebar>
  );
}
