"use client";

import { useTranslations } from "next-intl";
import { Button } from "../button";
import { CopyField } from "./copy-field";

type Once = { label: string; value: string; hint: string; onClose: () => void };

/** A value that is shown only once. */
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
