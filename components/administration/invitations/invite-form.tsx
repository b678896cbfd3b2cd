"use client";

import { useTranslations } from "next-intl";
import { createInvitationAction } from "@/app/admin/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { Once } from "@/components/ui/fields/once";
import { SelectField } from "@/components/ui/fields/select-field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { RoleChoices } from "../role-choices";

export type InviteRoom = { id: string; name: string };

const DAY = 24 * 60;

/** The role, rooms, number of uses and expiry of an invitation. */
export default function InviteForm({ rooms, onClose }: { rooms: InviteRoom[]; onClose: () => void }) {
  const t = useTranslations("invite");
  const { form, refusal, answer, isPending } = useForm(createInvitationAction);
  const errors = useRefusal(refusal);
  if (answer) return <Once label={t("link")} value={answer.url} hint={t("once")} onClose={onClose} />;

  return (
    <form {...form} className="flex flex-col gap-4">
      <RoleChoices chosen="member" />
      {rooms.length > 0 && <Rooms rooms={rooms} />}
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t("maxUses")}
          hint={t("maxUsesHint")}
          name="maxUses:number"
          inputMode="numeric"
          autoComplete="off"
          error={errors.of("maxUses")}
        />
        <SelectField
          label={t("expires")}
          name="expiresAt:time"
          defaultValue={`${7 * DAY}`}
          error={errors.of("expiresAt")}
          options={[
            { value: `${DAY}`, label: t("day") },
            { value: `${7 * DAY}`, label: t("week") },
            { value: `${30 * DAY}`, label: t("month") },
            { value: "", label: t("never") },
          ]}
        />
      </div>
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}

function Rooms({ rooms }: { rooms: InviteRoom[] }) {
  const t = useTranslations("invite");

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t("rooms")}</legend>
      <div className="max-h-40 overflow-y-auto rounded-2 border border-line-strong px-3 py-1">
        {rooms.map(({ id, name }) => (
          <Check key={id} name="roomIds[]" value={id} label={name} />
        ))}
      </div>
      <p className="text-tiny text-ink-3">{t("roomsHint")}</p>
    </fieldset>
  );
}
