"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { addMembersAction } from "@/app/(chat)/rooms/actions";
import { InviteInstead } from "@/components/inviting/invite-instead";
import { PeoplePicker } from "@/components/people/people-picker";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MyRoomView, UserView } from "@/lib/shared/views";

type AddPeople = {
  room: MyRoomView;
  /** The known members. */
  known: ReadonlySet<string>;
  onClose: () => void;
};

/** Adds people to a room, and says first what they will be able to read. */
export default function AddPeopleForm({ room, known, onClose }: AddPeople) {
  const t = useTranslations("members");
  const [chosen, choose] = useState<UserView[]>([]);
  const { form, refusal, isPending } = useForm(addMembersAction, onClose);
  const errors = useRefusal(refusal, t("gone"));
  const isTooMany = chosen.length > BROWSER_LIMITS.roomMembersAtOnce;

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="room" value={room.id} />
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="userIds[]" value={id} />
      ))}
      <PeoplePicker
        chosen={chosen}
        onChange={choose}
        excluded={{ ids: known, note: t("isIn") }}
        nobody={(typed) => <InviteInstead typed={typed} room={room} />}
      />
      <p className="text-small text-ink-2">{t(`willRead.${room.history}`)}</p>
      <Alert>
        {errors.all ?? (isTooMany ? t("tooMany", { most: BROWSER_LIMITS.roomMembersAtOnce }) : null)}
      </Alert>
      <Button type="submit" disabled={isPending || chosen.length === 0 || isTooMany}>
        {t("addCount", { count: chosen.length })}
      </Button>
    </form>
  );
}
