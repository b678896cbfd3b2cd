"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type Question = {
  count: number;
  /** Name of the button that goes on; "Send" by default. */
  submit?: string;
  onSend: () => void;
  onCancel: () => void;
};

/** Asks for confirmation before a message mentions many people. */
export default function CallEveryone({ count, submit, onSend, onCancel }: Question) {
  const t = useTranslations("callEveryone");

  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">{t("text", { count })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button onClick={onSend}>{submit ?? t("send")}</Button>
      </div>
    </div>
  );
}
