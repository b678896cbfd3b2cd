"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { LightboxProvider } from "@/components/lightbox/lightbox-context";
import { ChatDialogs } from "@/components/sidebar/dialogs/chat-dialogs";
import { Sidebar } from "@/components/sidebar/sidebar";
import { SidebarOrdering } from "@/components/sidebar/sidebar-order";
import { Switching } from "@/components/switcher/switching";
import { ActionRunnerProvider } from "@/components/ui/action-runner";
import { Drawer } from "@/components/ui/dialogs/drawer";
import { onDemand } from "@/components/ui/on-demand";
import { isNarrowNow } from "@/lib/client/page/use-is-wide";
import { useSwipe } from "@/lib/client/page/use-swipe";
import { SkipLink } from "./skip-link";
import { useEarlyPress } from "./use-early-press";
import { useKeyboardSpace } from "./use-keyboard-space";

// Loaded on demand, because the page works without it at first.
const BackgroundParts = onDemand(() => import("./background-parts"));
const ShellKeys = onDemand(() => import("./shell-keys"), undefined, "now");
const PersonCards = onDemand(() => import("@/components/people/card/person-cards"));

const OpenSidebar = createContext<() => void>(() => {});

/** Opens the room list on narrow screens. */
export const useOpenSidebar = () => use(OpenSidebar);

type Shell = { workspace: string; picture?: string | null; children: ReactNode };

/** The room list with the page beside it. On a narrow screen the list is a drawer that a swipe to the right opens. */
export function Shell({ workspace, picture, children }: Shell) {
  const t = useTranslations("sidebar");
  const pathname = usePathname();
  const [openAt, openHere] = useState<string | null>(null);
  const open = useCallback(() => openHere(pathname), [pathname]);
  const frame = useKeyboardSpace();
  const press = useEarlyPress();
  const swipe = useSwipe({ right: () => isNarrowNow() && open() });

  return (
    <OpenSidebar value={open}>
      <LightboxProvider>
        <ActionRunnerProvider>
          <ChatDialogs>
            <Switching>
              <SkipLink />
              <div ref={frame} {...swipe} {...press.handlers} className="safe-area flex h-dvh">
                {/* Around the rooms alone: it changes with them, and what is said on the page has nothing to do with that. */}
                <SidebarOrdering>
                  <nav
                    data-region
                    aria-label={t("rooms")}
                    className="isolate hidden w-68 flex-none flex-col border-r border-line bg-sidebar md:flex"
                  >
                    <Sidebar workspace={workspace} picture={picture} />
                  </nav>
                  {/* Open only on the page where it was opened: going to a room closes it. */}
                  <Drawer
                    title={t("rooms")}
                    side="left"
                    isOpen={openAt === pathname}
                    onOpenChange={(isOpen) => openHere(isOpen ? pathname : null)}
                  >
                    <nav
                      aria-label={t("rooms")}
                      className="safe-area flex min-h-0 flex-1 flex-col bg-sidebar"
                    >
                      <Sidebar workspace={workspace} picture={picture} onGo={() => openHere(null)} />
                    </nav>
                  </Drawer>
                  <ShellKeys />
                </SidebarOrdering>
                {children}
                <PersonCards pressed={press.pressed} />
              </div>
            </Switching>
          </ChatDialogs>
        </ActionRunnerProvider>
      </LightboxProvider>
      <BackgroundParts />
    </OpenSidebar>
  );
}
