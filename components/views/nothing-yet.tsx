"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** An empty view across all rooms, with the way to the rooms. */
export function NothingYet(state: Omit<ComponentProps<typeof EmptyState>, "children">) {
  const t = useTranslations("filesPage");

  return (
    <EmptyState {...state}>
      <Link href="/" className={buttonLook({ look: "quiet", size: "small" })}>
        {t("openRoom")}
      </Link>
    </EmptyState>
  );
}
