"use client";

import { useTranslations } from "next-intl";
import { updateAccountAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Segments } from "@/components/ui/fields/segments";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

const CHOICES = [0, 5, 10, 20, 30];

/** Sets the time for which a sent message can be taken back. Stored at once, for all devices. */
export function UndoSend({ seconds }: { seconds: number }) {
  const t = useTranslations();
  const { form, refusal, answer, isPending } = useForm(updateAccountAction);
  const choices = CHOICES.includes(seconds) ? CHOICES : [...CHOICES, seconds].sort((a, b) => a - b);

  return (
    <form
      {...form}
      onChange={(event) => event.currentTarget.requestSubmit()}
      className="mt-6 flex max-w-120 flex-col gap-2 border-t border-line pt-6"
    >
      <Segments
        label={t("appearance.undoSend")}
        name="undoSendSeconds"
        defaultValue={`${seconds}`}
        options={choices.map((value) => ({
          value: `${value}`,
          label: value === 0 ? t("appearance.undoOff") : t("appearance.undoSeconds", { seconds: value }),
        }))}
      />
      <p className="text-small text-ink-2">{t("appearance.undoHint")}</p>
      <Alert>{useRefusal(refusal).all}</Alert>
      <p role="status" className="sr-only">
        {answer && !isPending && t("ui.saved")}
      </p>
    </form>
  );
}
