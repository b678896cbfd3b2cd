"use client";

import Mail from "lucide-react/icons/mail";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { mailInvitationsAction } from "@/app/(chat)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import { Note } from "@/components/ui/note";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { InviteRow } from "./invite-row";

type InviteByEmailProps = { roomIds?: readonly string[]; email?: string | undefined; onSent?: () => void };

/** Invites people by mail: first a row, then a field for their addresses. */
export function InviteByEmail({ email, ...form }: InviteByEmailProps) {
  const t = useTranslations("inviting");
  const [isOpen, open] = useState(email !== undefined);

  if (isOpen) return <EmailForm email={email} {...form} />;
  return <InviteRow icon={Mail} label={t("byEmail")} note={t("byEmailNote")} onClick={() => open(true)} />;
}

function EmailForm({ roomIds = [], email = "", onSent }: InviteByEmailProps) {
  const t = useTranslations("inviting");
  const [emails, type] = useState(email);
  const { form, refusal, answer, isPending } = useForm(mailInvitationsAction, () => {
    type("");
    onSent?.();
  });
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-3 py-2">
      {roomIds.map((id) => (
        <input key={id} type="hidden" name="roomIds[]" value={id} />
      ))}
      <TextAreaField
        label={t("emails")}
        hint={t("emailsHint")}
        name="emails"
        value={emails}
        onChange={({ target }) => type(target.value)}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.of("emails")}
      />
      <Alert>{errors.all}</Alert>
      {answer && emails === "" && <Note>{t("sent", { count: answer.sent })}</Note>}
      <Button type="submit" size="small" look="quiet" className="self-start" disabled={isPending}>
        {t("send")}
      </Button>
    </form>
  );
}
