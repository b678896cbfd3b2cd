"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { forwardMessage } from "@/lib/client/actions/perform-action";
import { useChat } from "@/lib/client/chat/chat-context";
import { findRooms, mayPost } from "@/lib/client/names/find-rooms";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useRoomSections } from "@/lib/client/rooms/use-rooms";
import { useChoiceKeys } from "@/lib/client/shortcuts/use-choice-keys";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import { useMessageWords } from "../use-message-words";
import { RoomChoices } from "./room-choices";

/** Chooses a room to forward a message to, by name. */
export default function ForwardForm({ message }: { message: MessageView }) {
  const t = useTranslations("forward");
  const { account } = useChat();
  const nameOf = useRoomName();
  const wordsOf = useMessageWords();
  const sections = useRoomSections();
  const [query, search] = useState("");
  const { isGoing, forward } = useForward(message);
  const open = sections.flatMap(({ rooms }) => rooms).filter((room) => mayPost(room, account));
  const found = findRooms(open, query, nameOf);
  const id = useId();
  const keys = useChoiceKeys(found, (room) => void forward(room));

  return (
    <div className="flex flex-col gap-3" aria-busy={isGoing}>
      <p className="truncate border-l-3 border-line-strong pl-2.5 text-small text-ink-2">
        <bdi className="font-medium">{message.sender.displayName}</bdi> <bdi>{wordsOf(message)}</bdi>
      </p>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to search.
        autoFocus
        role="combobox"
        aria-label={t("search")}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${keys.chosen}` : undefined}
        aria-autocomplete="list"
        placeholder={t("search")}
        value={query}
        onChange={(event) => {
          search(event.target.value);
          keys.begin();
        }}
        onKeyDown={keys.onKeyDown}
        className="h-10 rounded-2 border border-line-strong bg-raised px-3 outline-none focus:border-focus"
      />
      <RoomChoices id={id} rooms={found} keys={keys} onChoose={(room) => void forward(room)} />
      {found.length === 0 && <p className="text-small text-ink-3">{t("nothing")}</p>}
      {isGoing && (
        <p role="status" className="text-small text-ink-3">
          {t("going")}
        </p>
      )}
    </div>
  );
}

/** Forwards once, however often it is submitted meanwhile. */
function useForward(message: MessageView) {
  const acts = useMessageActions();
  const nameOf = useRoomName();
  const [isGoing, setGoing] = useState(false);

  async function forward(room: MyRoomView) {
    if (isGoing) return;
    setGoing(true);
    const isDone = await forwardMessage(acts, message, room, nameOf(room));
    setGoing(false);
    if (isDone) acts.close();
  }
  return { isGoing, forward };
}
