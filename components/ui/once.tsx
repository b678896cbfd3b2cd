"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";
import { CopyField } from "./copy-field";

type Once = { label: string; value: string; hint: string; onClose: () => void };

/** Something that is shown this once, to be handed over. */
export function Once({ onClose, ...field }: Once) {
  const t = useTranslations("ui");

  return (
    <div className="flex flex-col gap-4">
      <CopyField {...field} />
      <Button className="self-end" onClick={onClose}>
        {t("done")}
      </Button>
    </div>
  );
}
