"use client";

import { useTranslations } from "next-intl";
import { makeRoomAction } from "@/app/admin/rooms/actions";
import { NewRoomFields } from "@/components/room/settings/new-room-fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** The form for a new room in the administration. */
export default function MakeRoomForm() {
  const t = useTranslations("createRoom");
  const tRooms = useTranslations("adminRooms");
  const { form, refusal, isPending } = useForm(makeRoomAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-small text-ink-2">{tRooms("makeText")}</p>
      <NewRoomFields errorOf={errors.of} />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
