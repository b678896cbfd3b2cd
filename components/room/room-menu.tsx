"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import LogOut from "lucide-react/icons/log-out";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat-context";
import { nameOf } from "@/lib/client/room-sections";
import type { MyRoomView } from "@/lib/shared/views";

const LeaveRoomForm = onDemand(() => import("./leave-room-form"));

/** What one can do with a room. Leaving asks first: the way back may be shut. */
export function RoomMenu({ room }: { room: MyRoomView }) {
  const t = useTranslations("room");
  const { account } = useChat();
  const [isLeaving, askToLeave] = useState(false);

  return (
    <>
      <Menu
        trigger={(opening) => (
          <IconButton label={t("menu")} {...opening}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        )}
        entries={[
          {
            kind: "action",
            icon: <LogOut size={16} aria-hidden />,
            label: t("leave"),
            onSelect: () => askToLeave(true),
          },
        ]}
      />
      <Dialog
        title={t("leaveTitle", { name: nameOf(room, account.id) })}
        isOpen={isLeaving}
        onOpenChange={askToLeave}
      >
        <LeaveRoomForm room={room} onStay={() => askToLeave(false)} />
      </Dialog>
    </>
  );
}
