"use client";

import SmilePlus from "lucide-react/icons/smile-plus";
import { useTranslations } from "next-intl";
import { MenuHeadItem } from "@/components/ui/menus/menu-at";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { useChat } from "@/lib/client/chat/chat-context";
import { noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import { quickReactionsOf } from "@/lib/client/emoji/quick-reactions";
import { useStore } from "@/lib/client/state/use-store";
import { reactionsOf } from "@/lib/client/timeline/pending-reactions";
import type { MessageView } from "@/lib/shared/views";

type Quick = { message: MessageView; at: ScreenPoint };

/** Reactions at one press, above the menu of a message. */
export function QuickReactions({ message, at }: Quick) {
  const t = useTranslations("acting");
  const acts = useMessageActions();
  const { account, ownAccount, reacting } = useChat();
  const wishes = useStore(reacting, (all) => all[message.id]);
  const given = reactionsOf(message, wishes, account.id);

  function react(emoji: string) {
    const isMine = given.some((each) => each.emoji === emoji && each.isMine);
    if (!isMine) noteEmoji(account.id, emoji);
    void acts.react(message, emoji, !isMine);
  }

  return (
    <div className="mb-1 flex gap-0.5 border-b border-line pb-1 phone:mb-2 phone:justify-between phone:px-1 phone:pb-3">
      {quickReactionsOf(ownAccount.get()).map((emoji) => (
        <MenuHeadItem
          key={emoji}
          label={t("reactWith", { emoji })}
          isOn={given.some((each) => each.emoji === emoji && each.isMine)}
          onSelect={() => react(emoji)}
        >
          {emoji}
        </MenuHeadItem>
      ))}
      <MenuHeadItem label={t("react")} onSelect={() => acts.openEmoji(message, at)}>
        <SmilePlus size={17} aria-hidden className="phone:size-5" />
      </MenuHeadItem>
    </div>
  );
}
