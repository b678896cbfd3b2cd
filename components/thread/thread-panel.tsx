"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { closeThread, forgetThread } from "@/lib/client/threads/thread-address";
import { ThreadView, type ThreadViewProps } from "./thread-view";

/** A thread beside its room; where there is no space for a column, a page above it. */
export default function ThreadPanel(of: Pick<ThreadViewProps, "room" | "rootId">) {
  const target = Number(useSearchParams().get("message")) || null;
  useEffect(() => forgetThread, []);

  return <ThreadColumn {...of} target={target} onClose={closeThread} />;
}

export function ThreadColumn(props: ThreadViewProps) {
  const t = useTranslations("thread");

  return (
    <aside
      aria-label={t("title")}
      data-thread
      className="panel-column z-20 flex w-100 flex-none animate-panel flex-col border-l border-line bg-canvas max-lg:fixed max-lg:inset-0 max-lg:w-auto max-lg:border-0"
    >
      <ThreadView key={props.rootId} {...props} />
    </aside>
  );
}
