"use client";

import KeyRound from "lucide-react/icons/key-round";
import { useTranslations } from "next-intl";
import { beginPasskeyLogInAction, finishPasskeyLogInAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { provePasskey } from "./passkey";

/** Login with a passkey of the device. */
export function PasskeyLogIn({ next }: { next: string }) {
  const t = useTranslations("logIn");
  const { form, refusal, isPending } = useForm(logInByPasskey);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
      <input type="hidden" name="next" value={next} />
      <Alert>{errors.all}</Alert>
      <Button type="submit" look="quiet" disabled={isPending}>
        <KeyRound size={16} aria-hidden />
        {t("byPasskey")}
      </Button>
    </form>
  );
}

async function logInByPasskey(_previous: unknown, form: FormData) {
  const begun = await beginPasskeyLogInAction(null, new FormData());
  if (!begun.ok) return begun;
  const proof = await provePasskey(begun.data);
  if (!proof.ok) return proof;
  form.set("response:json", JSON.stringify(proof.data));
  return finishPasskeyLogInAction(null, form);
}
