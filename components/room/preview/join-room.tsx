"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { joinRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/fields/password-field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { MyRoomView } from "@/lib/shared/views";

type Join = {
  room: MyRoomView;
  /** The message to scroll to after joining. */
  target?: number | null;
} & Pick<ComponentProps<typeof Button>, "look" | "size">;

/** Joins a room, with its password if it has one. */
export function JoinRoom({ room, target = null, look, size }: Join) {
  const t = useTranslations("room");
  const { form, refusal, isPending } = useForm(joinRoomAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-3">
      <input type="hidden" name="room" value={room.id} />
      {target !== null && <input type="hidden" name="message" value={target} />}
      {room.kind === "password" && (
        <PasswordField
          label={t("password")}
          name="password"
          autoComplete="off"
          error={errors.of("password")}
          autoFocus
          required
        />
      )}
      <Alert>{errors.all}</Alert>
      <Button type="submit" look={look} size={size} disabled={isPending}>
        {t(isPending ? "joining" : "join")}
      </Button>
    </form>
  );
}
