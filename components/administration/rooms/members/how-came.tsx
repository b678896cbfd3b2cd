"use client";

import { useTranslations } from "next-intl";
import { useWhen } from "@/lib/client/time/reader-locale";
import type { JoinMethod, PersonView } from "@/lib/shared/views";

type Came = { joinedAt: string; entry: JoinMethod; addedBy: PersonView | null };

/** The time and way in which a person joined. */
export function HowCame({ came: { joinedAt, entry, addedBy } }: { came: Came }) {
  const t = useTranslations("entry");
  const when = useWhen();

  return (
    <>
      <time
        dateTime={joinedAt}
        title={when(joinedAt, { dateStyle: "full", timeStyle: "short" })}
        suppressHydrationWarning
      >
        {when(joinedAt, { day: "numeric", month: "short", year: "numeric" })}
      </time>
      <span className="block text-tiny text-ink-2">
        {addedBy && entry === "added" && t("addedBy", { name: addedBy.displayName })}
        {addedBy && entry === "invited" && t("invitedBy", { name: addedBy.displayName })}
        {!(addedBy && (entry === "added" || entry === "invited")) && t(entry)}
      </span>
    </>
  );
}
