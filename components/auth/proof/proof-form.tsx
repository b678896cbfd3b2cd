"use client";

import KeyRound from "lucide-react/icons/key-round";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { beginProofAction, confirmIdentityAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/fields/password-field";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal, Reply } from "@/lib/shared/errors";
import type { ProofView } from "@/lib/shared/views";
import { provePasskey } from "../passkey";

type Form = { methods: ProofView["methods"]; onProved: () => void; onCancel: () => void };

/**
 * Confirms by password or passkey that the reader owns the session. It keeps its own state: the form that waits for it
 * is a pending transition, which would hold back another one's result.
 */
export default function ProofForm({ methods, onProved, onCancel }: Form) {
  const t = useTranslations("proof");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, setPending] = useState(false);
  const errors = useRefusal(refusal);

  async function confirm(proof: () => Promise<Reply<unknown>>) {
    setPending(true);
    const reply = await proof();
    setPending(false);
    if (reply.ok) onProved();
    else setRefusal(reply.error);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    void confirm(() => askCalmly(confirmIdentityAction, given));
  }

  if (methods.length === 0) return <LogInAgain onCancel={onCancel} />;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="text-ink-2">{t(methods.includes("password") ? "text" : "passkeyText")}</p>
      {methods.includes("password") && (
        <PasswordField
          label={t("password")}
          name="password"
          autoComplete="current-password"
          error={errors.of("password")}
          autoFocus
          required
        />
      )}
      <Alert>{errors.all}</Alert>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
        {methods.includes("passkey") && (
          <Button look="quiet" disabled={isPending} onClick={() => confirm(byPasskey)}>
            <KeyRound size={16} aria-hidden />
            {t("byPasskey")}
          </Button>
        )}
        {methods.includes("password") && (
          <Button type="submit" disabled={isPending}>
            {t("confirm")}
          </Button>
        )}
      </div>
    </form>
  );
}

async function byPasskey(): Promise<Reply<unknown>> {
  const begun = await askCalmly(beginProofAction, new FormData());
  if (!begun.ok) return begun;
  const proof = await provePasskey(begun.data);
  if (!proof.ok) return proof;
  const form = new FormData();
  form.set("response:json", JSON.stringify(proof.data));
  return askCalmly(confirmIdentityAction, form);
}

/** For people with neither password nor passkey, who use an identity provider: a fresh login is the proof. */
function LogInAgain({ onCancel }: { onCancel: () => void }) {
  const t = useTranslations("proof");

  return (
    <form action={logOutAction} className="flex flex-col gap-4">
      <p className="text-ink-2">{t("logInText")}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit">{t("logOut")}</Button>
      </div>
    </form>
  );
}
