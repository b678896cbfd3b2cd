"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { BotTag } from "@/components/message/bot-tag";
import { Avatar } from "@/components/ui/avatar";
import type { UserView } from "@/lib/shared/views";
import { Presence } from "./presence";

type PersonLine = {
  user: UserView;
  isMe?: boolean;
  /** The name and the picture open the person's card. */
  hasCard?: boolean;
  note?: ReactNode;
  children?: ReactNode;
};

/** A person in a list: name, presence and status. */
export function PersonLine({ user, isMe = false, hasCard = false, note, children }: PersonLine) {
  const t = useTranslations("members");
  const { id, displayName, avatarUrl } = user;
  const name = isMe ? t("you", { name: displayName }) : displayName;

  return (
    <div className="flex min-w-0 flex-1 items-center gap-2.5">
      <span className="relative flex-none">
        <Avatar id={id} name={displayName} url={avatarUrl} isPerson={hasCard} />
        {!user.isBot && <Presence isOnline={user.isOnline} />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 text-small">
          {hasCard ? (
            <button type="button" data-person={id} className="truncate text-left hover:underline">
              {name}
            </button>
          ) : (
            <span className="truncate">{name}</span>
          )}
          {user.isBot && <BotTag />}
        </p>
        <p className="truncate text-tiny text-ink-3">{note ?? saidOf(user)}</p>
      </div>
      {children}
    </div>
  );
}

function saidOf({ username, statusText, statusEmoji, title }: UserView): ReactNode {
  const said =
    statusEmoji || statusText ? [<EmojiSign key="emoji" emoji={statusEmoji} />, ` ${statusText}`] : title;
  return said ? [`@${username} · `, said] : `@${username}`;
}
