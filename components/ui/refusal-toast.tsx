"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import { IconButton } from "./icon-button";

/** The words of a refusal that has no form, and the button that closes them. */
export default function RefusalToast({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
  const t = useTranslations();
  const { all } = useRefusal(refusal);

  return (
    <p className="pointer-events-auto flex max-w-full animate-settle items-center gap-2 text-pretty phone:w-full phone:justify-between rounded-2 border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 text-small shadow-layer">
      {all ?? t("refusal.validation_failed")}
      <IconButton label={t("ui.close")} onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </p>
  );
}
