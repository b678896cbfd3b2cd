"use client";

import Bell from "lucide-react/icons/bell";
import Bookmark from "lucide-react/icons/bookmark";
import FileIcon from "lucide-react/icons/file";
import Pencil from "lucide-react/icons/pencil";
import { useTranslations } from "next-intl";
import { onDemand } from "@/components/ui/on-demand";
import { useReader } from "@/lib/client/chat/chat-context";
import { useDraftCount } from "@/lib/client/drafts/use-drafted";
import { Count } from "./unread-badge";
import { type Links, ViewLink } from "./view-link";

const StartLink = onDemand(() => import("./start-link"));
const LaterView = onDemand(() => import("./later/later-views"), ThreadsSpace);

/** The place of the link to the threads until its script has arrived. */
function ThreadsSpace({ isThreads }: { isThreads?: boolean }) {
  return isThreads && <div className="h-8" />;
}

/** Links to the personal views across all rooms. */
export function ViewLinks({ onGo }: Links) {
  const t = useTranslations("views");
  const drafts = useDraftCount();

  return (
    <div className="flex-none px-2">
      {useReader().rendered.account.hasFirstSteps && <StartLink onGo={onGo} />}
      <ViewLink href="/activity" icon={Bell} label={t("activity")} onGo={onGo}>
        <LaterView isActivity />
      </ViewLink>
      <LaterView isThreads onGo={onGo} />
      <ViewLink href="/saved" icon={Bookmark} label={t("saved")} onGo={onGo} />
      <ViewLink href="/files" icon={FileIcon} label={t("files")} onGo={onGo} />
      <LaterView onGo={onGo} />
      {drafts > 0 && (
        <ViewLink href="/drafts" icon={Pencil} label={t("drafts")} onGo={onGo}>
          <Count count={drafts} isForMe={false}>
            {t("draftCount", { count: drafts })}
          </Count>
        </ViewLink>
      )}
    </div>
  );
}
