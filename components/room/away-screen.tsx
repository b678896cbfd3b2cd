"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
// Parts that load on demand elsewhere must be bundled with this page, because there is no server to load them from.
import "@/components/composer/files/pending-files";
import "@/components/composer/files/tray";
import "@/components/message/cards/inner-cards";
import "@/components/message/cards/quote-card";
import "@/components/message/cards/room-card";
import "@/components/message/files/attached-file";
import "@/components/composer/reply-bar";
import "@/components/message/deletion-note";
import "@/components/message/held";
import "@/components/message/list/announcements/announcer";
import "@/components/message/list/message-keys";
import "@/components/message/refused";
import "@/components/ui/copy-code";
import "@/components/message/text/formatted-text";
import "@/components/room/no-posting";
import "@/components/room/notice-words";
import "@/components/room/room-keys";
import "@/components/ui/refusal-toast";
import "@/lib/client/cache/write-cache";
import "@/lib/client/drafts/word-merge";
import "@/lib/shared/markdown/parse";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";
import { type CachedChat, readCachedChat } from "@/lib/client/cache/cached-start";
import { ChatProvider } from "@/lib/client/chat/chat-context";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import { RoomScreen } from "./room-screen";

/** The chat without its server, as it was stored in this browser. It continues once the server is back. */
export function AwayScreen() {
  const [memory, setMemory] = useState<CachedChat | null>();
  useEffect(() => void readCachedChat(location.pathname).then(setMemory), []);

  if (memory === undefined) return null;
  if (memory === null) return <NothingHere />;
  const { start, here } = memory;
  return (
    <ChatProvider {...start}>
      <div
        data-wide={start.account.wideText || undefined}
        data-middle={start.account.threadsInMiddle || undefined}
        className="contents"
      >
        <Shell workspace={start.workspace}>{here ? <RoomScreen {...here} /> : <WaitingForServer />}</Shell>
      </div>
    </ChatProvider>
  );
}

/** A page that needs the server. It loads as soon as the server is back. */
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
