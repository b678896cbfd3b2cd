"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { CardOf } from "@/components/people/card/open-person-card";
import { MenuAt } from "@/components/ui/menus/menu-at";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { ACTION_KEYS, availableActions, type MessageAction } from "@/lib/client/actions/available-actions";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { performAction } from "@/lib/client/actions/perform-action";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";
import { useIsPhone } from "@/lib/client/page/use-is-wide";
import { useStore } from "@/lib/client/state/use-store";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { MessageView } from "@/lib/shared/views";
import { useIsSaved } from "../use-saved";
import { ActIcon } from "./act-icon";
import { openProfile, useProfileEntry } from "./profile-entry";
import { QuickReactions } from "./quick-reactions";

type Menu = { message: MessageView; at: ScreenPoint };

/** The actions that a phone shows at once; the rest stands under "More". */
const ON_PHONE: readonly MessageAction[] = [
  "reply",
  "thread",
  "save",
  "unsave",
  "remind",
  "unread",
  "copy",
  "edit",
];

/** The menu of a message: all actions, and quick reactions. */
export default function MessageMenu({ message, at }: Menu) {
  const t = useTranslations("acting");
  const acts = useMessageActions();
  const { account, workspace } = useChat();
  const isPhone = useIsPhone();
  const [subject] = useState(() => acts.rowOf(message.seq));
  const room = useStore(workspace, ({ rooms }) => rooms[message.roomId]);
  const isSaved = useIsSaved(message);
  const can = room ? availableActions(message, room, account, isSaved) : [];
  const action = (act: MessageAction) => ({
    kind: "action" as const,
    icon: <ActIcon act={act} size={16} />,
    label: act === "toRoom" && room && isConversation(room.kind) ? t("toConversation") : t(act),
    keyName: ACTION_KEYS[act],
    isDangerous: act === "delete",
    onSelect: () => performAction(acts, act, message, at),
  });
  const wanted = useRef<CardOf | null>(null);
  const profile = useProfileEntry(message, (of) => {
    wanted.current = of;
  });
  const entries = can.filter((act) => act !== "react" && act !== "delete");
  const isFirst = (act: MessageAction) => !isPhone || ON_PHONE.includes(act);
  const more: MenuEntry = {
    kind: "menu",
    icon: <Ellipsis size={16} aria-hidden />,
    label: t("others"),
    hint: t("othersHint"),
    entries: [...entries.filter((act) => !isFirst(act)).map(action), profile],
  };

  return (
    <MenuAt
      label={t("menu")}
      at={at}
      subject={subject}
      head={can.includes("react") && <QuickReactions message={message} at={at} />}
      entries={[
        ...entries.filter(isFirst).map(action),
        isPhone ? more : profile,
        ...(can.includes("delete") ? [{ kind: "line" as const }, action("delete")] : []),
      ]}
      onClose={() => acts.closeMenu()}
      // The card takes the focus: opened before the menu is gone, it would lose it at once.
      onClosed={() =>
        wanted.current
          ? openProfile(acts.rowOf(message.seq), message, wanted.current)
          : acts.returnFocus(message)
      }
    />
  );
}
