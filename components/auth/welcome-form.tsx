"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { setUpAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/fields/choice";
import { Field } from "@/components/ui/fields/field";
import { PictureField } from "@/components/ui/pictures/picture-field";
import { putPicture } from "@/components/ui/pictures/picture-request";
import { WORKSPACE_PICTURE_PATH } from "@/lib/client/connection/paths";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { AccountFields } from "./account-fields";

/** Everyone who comes later joins it; administrators rename it or choose others. */
const FIRST_ROOM = "general";

/** Creates the first account: it names the workspace, becomes its administrator, and sets who may join. A first room comes with it. */
export function WelcomeForm() {
  const t = useTranslations("welcome");
  const [name, setName] = useState("");
  const [picture, setPicture] = useState<File | null>(null);
  const { form, refusal, answer, isPending } = useForm(setUpAction, enter);
  const errors = useRefusal(refusal);

  /** A picture that the server refuses can be chosen again in the settings. */
  async function enter() {
    if (picture) await putPicture(WORKSPACE_PICTURE_PATH, picture);
    window.location.assign("/");
  }

  return (
    <form {...form} className="flex flex-col gap-3.5">
      <input type="hidden" name="firstRoom" value={FIRST_ROOM} />
      <Field
        label={t("workspaceName")}
        name="workspaceName"
        autoComplete="organization"
        error={errors.of("workspaceName")}
        onChange={(event) => setName(event.currentTarget.value)}
        autoFocus
        required
      />
      <PictureField name={name} onChange={setPicture} />
      <AccountFields errorOf={errors.of} />
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{t("whoMayRegister")}</legend>
        <Choice
          name="registration"
          value="invite"
          label={t("invite")}
          hint={t("inviteHint")}
          defaultChecked
        />
        <Choice name="registration" value="open" label={t("open")} hint={t("openHint")} />
      </fieldset>
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending || answer !== null}>
        {t(isPending || answer ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
