"use client";

import { useTranslations } from "next-intl";

/** The line above the first message that was unread on entry. */
export function NewDivider() {
  const t = useTranslations("message");

  return (
    <h3 className="my-2 column-box flex items-center gap-3 text-tiny font-semibold text-danger before:h-px before:flex-1 before:bg-danger/40">
      {t("new")}
    </h3>
  );
}
