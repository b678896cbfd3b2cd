"use client";

import CircleUser from "lucide-react/icons/circle-user";
import SmilePlus from "lucide-react/icons/smile-plus";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { openPersonCard } from "@/components/people/card/open-person-card";
import { MenuAt, MenuHeadItem } from "@/components/ui/menus/menu-at";
import { ACTION_KEYS, availableActions, type MessageAction } from "@/lib/client/actions/available-actions";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";
import { frequentEmoji, noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import { useStore } from "@/lib/client/state/use-store";
import { reactionsOf } from "@/lib/client/timeline/pending-reactions";
import type { MessageView } from "@/lib/shared/views";
import { useIsSaved } from "../use-saved";
import { ActIcon } from "./act-icon";

type Menu = { message: MessageView; at: ScreenPoint };

/** The menu of a message: all actions, and quick reactions. */
export default function MessageMenu({ message, at }: Menu) {
  const t = useTranslations("acting");
  const acts = useMessageActions();
  const { account, workspace } = useChat();
  const room = useStore(workspace, ({ rooms }) => rooms[message.roomId]);
  const isSaved = useIsSaved(message);
  const can = room ? availableActions(message, room, account, isSaved) : [];
  const action = (act: MessageAction) => ({
    kind: "action" as const,
    icon: <ActIcon act={act} size={16} />,
    label: t(act),
    keyName: ACTION_KEYS[act],
    isDangerous: act === "delete",
    onSelect: () => acts.perform(act, message, at),
  });
  const wantsProfile = useRef(false);
  const profile = {
    kind: "action" as const,
    icon: <CircleUser size={16} aria-hidden />,
    label: t("profile"),
    onSelect: () => {
      wantsProfile.current = true;
    },
  };
  const [before, last] = [can.filter((act) => act !== "react" && act !== "delete"), can.includes("delete")];

  return (
    <MenuAt
      label={t("menu")}
      at={at}
      head={can.includes("react") && <QuickReactions message={message} at={at} />}
      entries={[
        ...before.map(action),
        profile,
        ...(last ? [{ kind: "line" as const }, action("delete")] : []),
      ]}
      onClose={() => acts.closeMenu()}
      // The card takes the focus: opened before the menu is gone, it would lose it at once.
      onClosed={() => (wantsProfile.current ? openProfile(message) : acts.returnFocus(message))}
    />
  );
}

function openProfile({ seq, sender }: MessageView) {
  const row = document.querySelector(`[data-seq="${seq}"]`);
  if (row) openPersonCard(sender.id, row.querySelector("[data-person]") ?? row);
}

const QUICK = 5;

function QuickReactions({ message, at }: Menu) {
  const t = useTranslations("acting");
  const acts = useMessageActions();
  const { account, reacting } = useChat();
  const wishes = useStore(reacting, (all) => all[message.id]);
  const given = reactionsOf(message, wishes, account.id);

  function react(emoji: string) {
    const isMine = given.some((each) => each.emoji === emoji && each.isMine);
    if (!isMine) noteEmoji(account.id, emoji);
    void acts.react(message, emoji, !isMine);
  }

  return (
    <div className="mb-1 flex gap-0.5 border-b border-line pb-1">
      {frequentEmoji(account.id, QUICK).map((emoji) => (
        <MenuHeadItem
          key={emoji}
          label={t("reactWith", { emoji })}
          isOn={given.some((each) => each.emoji === emoji && each.isMine)}
          onSelect={() => react(emoji)}
        >
          {emoji}
        </MenuHeadItem>
      ))}
      <MenuHeadItem label={t("react")} onSelect={() => acts.perform("react", message, at)}>
        <SmilePlus size={17} aria-hidden />
      </MenuHeadItem>
    </div>
  );
}
