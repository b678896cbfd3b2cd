"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
// What is fetched on demand elsewhere must be kept with this page: later there is nobody to fetch it from.
import "@/components/message/text/formatted-text";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";
import { type CachedChat, readCachedChat } from "@/lib/client/cache/cached-start";
import { ChatProvider } from "@/lib/client/chat/chat-context";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import { readPreference } from "@/lib/client/storage/preference";
import { asSidebarOrder, SIDEBAR_ORDER_COOKIE } from "@/lib/shared/sidebar-order";
import { RoomScreen } from "./room-screen";

/** The chat without its server, as it was here last. Once the server is back it goes on from there. */
export function AwayScreen() {
  const [memory, setMemory] = useState<CachedChat | null>();
  useEffect(() => void readCachedChat(location.pathname).then(setMemory), []);

  if (memory === undefined) return null;
  if (memory === null) return <NothingHere />;
  const { start, here } = memory;
  return (
    <ChatProvider {...start}>
      <Shell
        workspace={start.workspace}
        theme={document.documentElement.dataset.theme ?? ""}
        order={asSidebarOrder(readPreference(SIDEBAR_ORDER_COOKIE))}
      >
        {here ? <RoomScreen {...here} /> : <WaitingForServer />}
      </Shell>
    </ChatProvider>
  );
}

/** A page that only the server knows. It comes as soon as the server does. */
function WaitingForServer() {
  const isLive = useLiveStatus() === "live";
  useEffect(() => {
    if (isLive) location.reload();
  }, [isLive]);

  return <NothingHere />;
}

function NothingHere() {
  const t = useTranslations("away");

  return (
    <NotePage title={t("title")} text={t("text")}>
      <Button look="quiet" onClick={() => location.reload()}>
        {t("again")}
      </Button>
    </NotePage>
  );
}
