"use client";

import AtSign from "lucide-react/icons/at-sign";
import Bell from "lucide-react/icons/bell";
import CircleCheck from "lucide-react/icons/circle-check";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActivityQuery } from "@/lib/shared/messages/activity-query";

/** The sentence of an empty list, with the next step. */
export function Nothing({ query: { kind, isUnread } }: { query: ActivityQuery }) {
  const t = useTranslations("activity");
  if (isUnread) return <EmptyState icon={CircleCheck} text={t("none.unread")} />;
  return (
    <EmptyState icon={kind === "mention" ? AtSign : Bell} text={t(`none.${kind ?? "all"}`)}>
      {kind === "keyword" && (
        <Link href="/settings/notifications" className={buttonLook({ look: "quiet", size: "small" })}>
          {t("chooseKeywords")}
        </Link>
      )}
      {kind === "mention" && <Older />}
    </EmptyState>
  );
}

/** The end of the list, said once. */
export function End({ query: { kind } }: { query: ActivityQuery }) {
  const t = useTranslations("activity");
  return (
    <span className="flex flex-wrap items-center gap-3">
      {t("end")}
      {kind === "mention" && <Older />}
    </span>
  );
}

function Older() {
  const t = useTranslations("activity");
  return (
    <Link href="/search?q=mentions%3Ame" className={buttonLook({ look: "quiet", size: "small" })}>
      {t("older")}
    </Link>
  );
}
