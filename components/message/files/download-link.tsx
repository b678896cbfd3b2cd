"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { iconButtonLook } from "@/components/ui/icon-button";
import { displayText } from "@/lib/shared/text/shown";

type Link = { name: string; url: string; className?: string; children: ReactNode };

/** Downloads a file under its own name. */
export function DownloadLink({ name, url, className, children }: Link) {
  const t = useTranslations("files");
  const label = t("download", { name: displayText(name) });

  return (
    <a
      href={`${url}?download=1`}
      download={name}
      aria-label={label}
      title={label}
      className={clsx(iconButtonLook("small"), className)}
    >
      {children}
    </a>
  );
}
