"use client";

import { useTranslations } from "next-intl";

/** The line above the first message that was unread on entry. */
export function NewDivider() {
  const t = useTranslations("message");

  return (
    <h3 className="mx-4 my-2 flex items-center gap-3 text-tiny font-semibold text-danger before:h-px before:flex-1 before:bg-danger/40 md:mx-5">
      {t("new")}
    </h3>
  );
}
