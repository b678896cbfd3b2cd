"use client";

import { useTranslations } from "next-intl";
import { leaveRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { MyRoomView } from "@/lib/shared/views";

/** Confirms leaving a room, and says how to return. */
export default function LeaveRoomForm({ room, onStay }: { room: MyRoomView; onStay: () => void }) {
  const t = useTranslations("room");
  const { form, refusal, isPending } = useForm(leaveRoomAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="room" value={room.id} />
      <p className="text-ink-2">{t(`leaveHint.${room.kind}`)}</p>
      <Alert>{errors.all}</Alert>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onStay} autoFocus>
          {t("stay")}
        </Button>
        <Button type="submit" disabled={isPending}>
          {t("leave")}
        </Button>
      </div>
    </form>
  );
}
