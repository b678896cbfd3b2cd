"use client";

import Search from "lucide-react/icons/search";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";

/** A link to the search in saved messages. */
export function SearchSaved() {
  const t = useTranslations("search");
  return (
    <Link
      href="/search?q=is:saved"
      aria-label={t("saved")}
      className={buttonLook({ look: "bare", size: "small" })}
    >
      <Search size={16} aria-hidden />
      <span className="max-md:sr-only">{t("saved")}</span>
    </Link>
  );
}
