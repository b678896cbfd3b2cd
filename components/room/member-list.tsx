"use client";

import { useTranslations } from "next-intl";
import { BotTag } from "@/components/message/bot-tag";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat-context";
import { useMembers } from "@/lib/client/use-members";
import type { MemberView, MyRoomView } from "@/lib/shared/views";

/** The members of a room, a page at a time. */
export function MemberList({ room }: { room: MyRoomView }) {
  const t = useTranslations("members");
  const { members, hasMore, state, loadMore } = useMembers(room);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto py-2">
      <ul>
        {members.map((member) => (
          <Member key={member.user.id} member={member} />
        ))}
      </ul>
      {state === "loading" && <p className="px-4.5 py-2 text-small text-ink-3">{t("loading")}</p>}
      {state === "failed" && <p className="px-4.5 py-2 text-small text-danger">{t("failed")}</p>}
      {state !== "loading" && (hasMore || state === "failed") && (
        <Button look="quiet" size="small" onClick={loadMore} className="mx-4.5 my-2">
          {t(state === "failed" ? "again" : "more")}
        </Button>
      )}
    </div>
  );
}

function Member({ member: { user, role } }: { member: MemberView }) {
  const t = useTranslations("members");
  const isMe = useChat().account.id === user.id;

  return (
    <li className="flex items-center gap-2.5 px-4.5 py-1.5">
      <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 text-small">
          <span className="truncate">{isMe ? t("you", { name: user.displayName }) : user.displayName}</span>
          {user.isBot && <BotTag />}
        </p>
        <p className="truncate text-tiny text-ink-3">@{user.username}</p>
      </div>
      {role !== "member" && <span className="text-tiny text-ink-3">{t(role)}</span>}
    </li>
  );
}
