"use client";

import Pin from "lucide-react/icons/pin";
import PinOff from "lucide-react/icons/pin-off";
import { useTranslations } from "next-intl";
import { useFileWords } from "@/components/message/use-file-words";
import { useMessageWords } from "@/components/message/use-message-words";
import { PersonAvatar } from "@/components/people/person-avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Entry } from "@/components/views/entry";
import { View } from "@/components/views/view";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { pinMessage } from "@/lib/client/actions/perform-action";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useMay } from "@/lib/client/rooms/use-may";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import { SidePanel } from "./side-panel";
import { usePins } from "./use-pins";

/** The pinned messages of a room, latest first. */
export default function PinsPanel({ room, onClose }: { room: MyRoomView; onClose: () => void }) {
  const t = useTranslations("pins");
  const { items, state, again } = usePins(room.id);
  const isWide = useIsWide();
  const acts = useMessageActions();
  const mayPin = useMay(room)("pin");

  function go(message: MessageView) {
    if (!isWide) onClose();
    void acts.goTo(message.seq);
  }

  const rows = items.map((message) => ({
    key: message.id,
    content: (
      <Pinned
        message={message}
        onGo={() => go(message)}
        {...(mayPin && { onUnpin: () => void pinMessage(acts, message, false) })}
      />
    ),
  }));

  return (
    <SidePanel
      title={t("title")}
      {...(state === "whole" && { count: items.length })}
      closeLabel={t("close")}
      onClose={onClose}
    >
      <View
        label={t("title")}
        rows={rows}
        state={state}
        empty={<EmptyState icon={Pin} text={t("empty")} />}
        onAgain={again}
      />
    </SidePanel>
  );
}

type PinnedProps = { message: MessageView; onGo: () => void; onUnpin?: () => void };

function Pinned({ message, onGo, onUnpin }: PinnedProps) {
  const t = useTranslations("pins");
  const wordsOf = useMessageWords();
  const filesOf = useFileWords();
  const clock = useClock();
  const { sender, createdAt } = message;
  const day = clock.date(createdAt, useToday(clock));
  const text = message.text || filesOf(message);

  return (
    <Entry
      to={onGo}
      label={t("go", { name: sender.displayName, day, text: wordsOf(message) })}
      sign={<PersonAvatar person={sender} size="small" />}
      title={sender.displayName}
      time={day}
      text={text}
    >
      {onUnpin && (
        <IconButton label={t("unpin")} onClick={onUnpin}>
          <PinOff size={16} aria-hidden />
        </IconButton>
      )}
    </Entry>
  );
}
