"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { Field } from "@/components/ui/fields/field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { MyRoomView } from "@/lib/shared/views";

/** Deletes a room permanently, once its name was typed. */
export function DeleteRoom({ room }: { room: MyRoomView }) {
  const t = useTranslations("roomSettings");
  const name = useRoomName()(room);
  const [isOpen, open] = useState(false);

  return (
    <>
      <p className="text-small text-ink-2">{t("deleteText")}</p>
      <Button look="warning" size="small" onClick={() => open(true)} className="self-start">
        {t("delete")}
      </Button>
      <Dialog title={t("deleteQuestion", { name })} isOpen={isOpen} onOpenChange={open}>
        <DeleteForm room={room} name={name} onStay={() => open(false)} />
      </Dialog>
    </>
  );
}

function DeleteForm({ room, name, onStay }: { room: MyRoomView; name: string; onStay: () => void }) {
  const t = useTranslations("roomSettings");
  const { form, refusal, isPending } = useForm(deleteRoomAction);
  const errors = useRefusal(refusal);
  const [typed, type] = useState("");

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="room" value={room.id} />
      <p className="text-ink-2">{t("deleteMeans", { count: room.memberCount })}</p>
      <Field
        label={t("typeName", { name })}
        value={typed}
        onChange={(event) => type(event.target.value)}
        autoComplete="off"
        autoFocus
      />
      <Alert>{errors.all}</Alert>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onStay}>
          {t("keep")}
        </Button>
        <Button type="submit" look="warning" disabled={isPending || typed.trim() !== name}>
          {t("delete")}
        </Button>
      </div>
    </form>
  );
}
