"use client";

import PanelLeft from "lucide-react/icons/panel-left";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useOpenSidebar } from "@/components/shell/shell";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { useStore } from "@/lib/client/state/use-store";
import { voiceInUse } from "@/lib/client/voice/voice-in-use";

const NowPlaying = onDemand(() => import("@/components/message/files/players/now-playing"));

type Header = { title: string; topic?: string; icon?: ReactNode; children?: ReactNode };

/** The header of every chat page; on a narrow screen with the button to the room list. */
export function PageHeader(header: Header) {
  return (
    <>
      <HeaderLine {...header} />
      <NowPlayingIfAny />
    </>
  );
}

/** The voice message that is playing. */
export function NowPlayingIfAny() {
  return useStore(voiceInUse) ? <NowPlaying /> : null;
}

function HeaderLine({ title, topic, icon, children }: Header) {
  const t = useTranslations("sidebar");

  return (
    <header className="flex h-13 flex-none items-center gap-2 border-b border-line pr-3 pl-2 md:pl-5">
      <IconButton label={t("show")} onClick={useOpenSidebar()} className="md:hidden">
        <PanelLeft size={18} aria-hidden />
      </IconButton>
      <div className="flex min-w-0 flex-1 items-center gap-1.5">
        {icon}
        <h1 className="truncate text-title font-semibold tracking-tight md:flex-none md:max-w-3/5">
          {title}
        </h1>
        {topic && (
          <p
            dir="auto"
            title={topic}
            className="ml-1.5 hidden min-w-0 truncate text-small text-ink-3 md:block"
          >
            {topic}
          </p>
        )}
      </div>
      {children}
    </header>
  );
}
