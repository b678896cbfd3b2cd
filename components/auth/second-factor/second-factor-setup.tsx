"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { beginTotpAction, confirmTotpAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/fields/copy-field";
import { Field } from "@/components/ui/fields/field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { RecoveryCodes } from "./recovery-codes";

/** Sets up an authenticator app in three steps: show the secret, confirm a code, keep the recovery codes. */
export function SecondFactorSetup({ onDone }: { onDone: () => void }) {
  const t = useTranslations("secondFactor");
  const { form, refusal, answer, isPending } = useForm(beginTotpAction);
  const errors = useRefusal(refusal);
  const [codes, showCodes] = useState<string[] | null>(null);

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (answer) return <Confirm secret={answer.secret} picture={answer.picture} onConfirmed={showCodes} />;
  return (
    <form {...form} className="flex flex-col items-start gap-4">
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("begin")}
      </Button>
    </form>
  );
}

type Confirm = { secret: string; picture: string; onConfirmed: (codes: string[]) => void };

function Confirm({ secret, picture, onConfirmed }: Confirm) {
  const t = useTranslations("secondFactor");
  const { form, refusal, isPending } = useForm(confirmTotpAction, ({ recoveryCodes }) =>
    onConfirmed(recoveryCodes),
  );
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      <p className="text-small text-ink-2">{t("scan")}</p>
      {/* biome-ignore lint/performance/noImgElement: a picture in the page itself; there is nothing to fetch. */}
      <img
        src={picture}
        alt={t("qr")}
        width={192}
        height={192}
        className="self-center rounded-2 border border-line"
      />
      <CopyField label={t("secret")} hint={t("secretHint")} value={secret} />
      <Field
        label={t("code")}
        hint={t("codeHint")}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        error={errors.of("code")}
        autoFocus
        required
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("confirm")}
      </Button>
    </form>
  );
}
