"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useEffect, useId } from "react";
import { closeThread, forgetThread } from "@/lib/client/threads/thread-address";
import { usePanelWidth } from "./panel-width";
import { Resizer } from "./resizer";
import { ThreadView, type ThreadViewProps } from "./thread-view";

/** A thread beside its room; where there is no space for a column, a page above it. */
export default function ThreadPanel(of: Pick<ThreadViewProps, "room" | "rootId">) {
  const target = Number(useSearchParams().get("message")) || null;
  useEffect(() => forgetThread, []);

  return <ThreadColumn {...of} target={target} onClose={closeThread} />;
}

export function ThreadColumn(props: ThreadViewProps) {
  const t = useTranslations("thread");
  const id = useId();
  const panel = usePanelWidth();

  return (
    <aside
      id={id}
      aria-label={t("title")}
      data-thread
      style={{ "--panel-width": `${panel.width}px` } as CSSProperties}
      className="panel-column relative z-20 flex w-(--panel-width) flex-none animate-panel flex-col border-l border-line bg-canvas max-lg:fixed max-lg:inset-0 max-lg:w-auto max-lg:border-0"
    >
      <Resizer {...panel} controls={id} />
      <ThreadView key={props.rootId} {...props} />
    </aside>
  );
}
