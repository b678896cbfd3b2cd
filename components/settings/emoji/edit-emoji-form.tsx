"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateEmojiAction } from "@/app/settings/emoji/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { CustomEmojiView } from "@/lib/shared/views";
import { NameFields } from "./name-fields";

/** The form that changes the names of an emoji. */
export default function EditEmojiForm({ emoji, onDone }: { emoji: CustomEmojiView; onDone: () => void }) {
  const t = useTranslations("customEmoji");
  const { form, refusal, isPending } = useForm(updateEmojiAction, onDone);
  const errors = useRefusal(refusal);
  const [name, setName] = useState(emoji.name);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="customEmoji" value={emoji.id} />
      <NameFields
        name={name}
        onName={setName}
        aliases={emoji.aliases}
        hint={t("renameHint")}
        errorOf={errors.of}
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "saving" : "save")}
      </Button>
    </form>
  );
}
