"use client";

import { useTranslations } from "next-intl";
import { updateRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { MyRoomView } from "@/lib/shared/views";

/** The button that archives or restores a room, where its effect is explained elsewhere. */
export default function ArchiveButton({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const chat = useChat();
  const { form, refusal, isPending } = useForm(updateRoomAction, (changed) => chat.applyRoom(changed));
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col items-start gap-3">
      <input type="hidden" name="room" value={room.id} />
      <input type="hidden" name="archived:boolean" value={String(room.archivedAt === null)} />
      <Alert>{errors.all}</Alert>
      <Button type="submit" look="quiet" size="small" disabled={isPending}>
        {t(room.archivedAt ? "restore" : "archive")}
      </Button>
    </form>
  );
}
