"use client";

import PinOff from "lucide-react/icons/pin-off";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { ShortText } from "@/components/views/short-text";
import { useHere } from "@/lib/client/room-acts-context";
import { useAnswer } from "@/lib/client/use-answer";
import { useClock, useToday } from "@/lib/client/use-clock";
import { useIsWide } from "@/lib/client/use-is-wide";
import { useStore } from "@/lib/client/use-store";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import { SidePanel } from "./side-panel";

/** What the room has pinned, the latest first. */
export default function PinsPanel({ room, onClose }: { room: MyRoomView; onClose: () => void }) {
  const t = useTranslations("pins");
  const { feed } = useHere();
  const [unpinned, noteUnpinned] = useState(0);
  // Read anew when what one sees of the room is pinned differently, or edited while pinned.
  const seen = useStore(feed, ({ messages }) =>
    messages
      .filter(({ isPinned }) => isPinned)
      .map(({ id, rev }) => `${id} ${rev}`)
      .join(),
  );
  const answer = useAnswer<{ items: MessageView[] }>(`/api/v1/rooms/${room.id}/pins`, `${seen} ${unpinned}`);
  const isWide = useIsWide();
  const { acts } = useHere();

  function go(message: MessageView) {
    if (!isWide) onClose();
    void acts.goTo(message.seq);
  }

  return (
    <SidePanel title={t("title")} count={answer?.items.length} closeLabel={t("close")} onClose={onClose}>
      {answer === undefined && <p className="px-4.5 py-3 text-small text-ink-3">{t("loading")}</p>}
      {answer === null && <p className="px-4.5 py-3 text-small text-danger">{t("failed")}</p>}
      {answer?.items.length === 0 && <p className="px-4.5 py-3 text-small text-ink-3">{t("empty")}</p>}
      <ul className="min-h-0 flex-1 overflow-y-auto py-1">
        {answer?.items.map((message) => (
          <li key={message.id} className="group relative border-b border-line last:border-0">
            <Pinned message={message} onGo={() => go(message)} />
            <IconButton
              label={t("unpin")}
              onClick={async () => {
                if (await acts.pin(message, false)) noteUnpinned(unpinned + 1);
              }}
              className="absolute top-2 right-3 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
            >
              <PinOff size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

function Pinned({ message, onGo }: { message: MessageView; onGo: () => void }) {
  const t = useTranslations("pins");
  const clock = useClock();
  const { sender, text, createdAt } = message;
  const day = clock.date(createdAt, useToday(clock));

  return (
    <button
      type="button"
      title={t("go")}
      onClick={onGo}
      className="flex w-full gap-2.5 px-4.5 py-2.5 text-left outline-offset-[-2px] hover:bg-hover"
    >
      <Avatar id={sender.id} name={sender.displayName} size="small" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-1.5 pr-8 text-small">
          <span className="truncate font-semibold">{sender.displayName}</span>
          <span className="flex-none text-tiny text-ink-3">{day}</span>
        </span>
        <ShortText text={text} />
      </span>
    </button>
  );
}
