"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteRoomAction } from "@/app/admin/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { AdminRoomView } from "@/lib/shared/views";

type DeleteRoomForm = { room: AdminRoomView; onCancel: () => void };

/** Asks for the room's name, because a deletion is final. */
export default function DeleteRoomForm({ room, onCancel }: DeleteRoomForm) {
  const t = useTranslations("adminRoomSettings");
  const { form, refusal, isPending } = useForm(deleteRoomAction);
  const errors = useRefusal(refusal);
  const [typed, type] = useState("");
  const name = room.name ?? "";

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="room" value={room.id} />
      <p className="text-ink-2">{t("deleteText")}</p>
      <Field
        label={t("deleteName", { room: name })}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <Alert>{errors.all}</Alert>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" look="warning" disabled={isPending || !isSame(typed, name)}>
          {t("delete")}
        </Button>
      </div>
    </form>
  );
}

/** Compares names regardless of how the keyboard composes letters. */
const isSame = (one: string, other: string) => one.trim().normalize("NFC") === other.normalize("NFC");
