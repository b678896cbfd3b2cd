"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PersonLine } from "@/components/people/person-line";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menus/menu";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { MemberView, MyRoomView } from "@/lib/shared/views";
import type { MemberQuestion } from "./member-dialog";
import { useMemberEntries } from "./use-member-entries";

const MemberDialog = onDemand(() => import("./member-dialog"));

/** A member of a room, with the actions that I may take. */
export function MemberRow({ room, member }: { room: MyRoomView; member: MemberView }) {
  const t = useTranslations("members");
  const isMe = useChat().account.id === member.user.id;
  const [question, ask] = useState<MemberQuestion>("remove");
  const [isOpen, open] = useState(false);
  const entries = useMemberEntries(room, member, (asked) => {
    ask(asked);
    open(true);
  });
  const name = member.user.displayName;
  const known = useStore(useChat().presence, (all) => all[member.user.id]);
  const isOnline = known ? known.standing !== "offline" : member.user.isOnline;

  return (
    <div className="flex items-center gap-1 rounded-2 px-2 py-1.5">
      <PersonLine user={{ ...member.user, isOnline }} isMe={isMe} hasCard>
        {member.role !== "member" && <span className="flex-none text-tiny text-ink-3">{t(member.role)}</span>}
      </PersonLine>
      {entries.length > 0 && (
        <Menu
          trigger={(opening) => (
            <IconButton label={t("menu", { name })} {...opening}>
              <Ellipsis size={16} aria-hidden />
            </IconButton>
          )}
          entries={entries}
        />
      )}
      <Dialog title={t(`${question}.title`, { name })} isOpen={isOpen} onOpenChange={open}>
        <MemberDialog question={question} room={room} user={member.user} onClose={() => open(false)} />
      </Dialog>
    </div>
  );
}
