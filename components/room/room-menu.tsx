"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import LogOut from "lucide-react/icons/log-out";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { leaveRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useChat } from "@/lib/client/chat-context";
import { nameOf } from "@/lib/client/room-sections";
import { useForm } from "@/lib/client/use-form";
import { useRefusal } from "@/lib/client/use-refusal";
import type { MyRoomView } from "@/lib/shared/views";

/** What one can do with a room. Leaving asks first: the way back may be shut. */
export function RoomMenu({ room }: { room: MyRoomView }) {
  const t = useTranslations("room");
  const { account } = useChat();
  const [isLeaving, askToLeave] = useState(false);

  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("menu")}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => askToLeave(true)}>
          <LogOut size={16} aria-hidden className="text-ink-2" />
          {t("leave")}
        </MenuItem>
      </Menu>
      <Dialog
        title={t("leaveTitle", { name: nameOf(room, account.id) })}
        isOpen={isLeaving}
        onOpenChange={askToLeave}
      >
        <LeaveForm room={room} onStay={() => askToLeave(false)} />
      </Dialog>
    </>
  );
}

function LeaveForm({ room, onStay }: { room: MyRoomView; onStay: () => void }) {
  const t = useTranslations("room");
  const { form, refusal, isPending } = useForm(leaveRoomAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="room" value={room.id} />
      <p className="text-ink-2">{t(`leaveHint.${room.kind}`)}</p>
      <Alert>{errors.all}</Alert>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onStay}>
          {t("stay")}
        </Button>
        <Button type="submit" disabled={isPending}>
          {t("leave")}
        </Button>
      </div>
    </form>
  );
}
