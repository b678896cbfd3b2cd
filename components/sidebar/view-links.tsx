"use client";

import AtSign from "lucide-react/icons/at-sign";
import Bookmark from "lucide-react/icons/bookmark";
import FileIcon from "lucide-react/icons/file";
import Pencil from "lucide-react/icons/pencil";
import { useTranslations } from "next-intl";
import { onDemand } from "@/components/ui/on-demand";
import { useReader } from "@/lib/client/chat/chat-context";
import { useDraftCount } from "@/lib/client/drafts/use-drafted";
import { useMentionTotal } from "@/lib/client/rooms/use-rooms";
import { Count } from "./unread-badge";
import { type Links, ViewLink } from "./view-link";

const StartLink = onDemand(() => import("./start-link"));
const ScheduledLink = onDemand(() => import("./scheduled-link"));

/** Links to the personal views across all rooms. */
export function ViewLinks({ onGo }: Links) {
  const t = useTranslations("views");
  const mentions = useMentionTotal();
  const drafts = useDraftCount();

  return (
    <div className="flex-none px-2">
      {useReader().rendered.account.hasFirstSteps && <StartLink onGo={onGo} />}
      <ViewLink href="/mentions" icon={AtSign} label={t("mentions")} onGo={onGo}>
        {mentions > 0 && (
          <Count count={mentions} isForMe>
            {t("mentionCount", { count: mentions })}
          </Count>
        )}
      </ViewLink>
      <ViewLink href="/saved" icon={Bookmark} label={t("saved")} onGo={onGo} />
      <ViewLink href="/files" icon={FileIcon} label={t("files")} onGo={onGo} />
      <ScheduledLink onGo={onGo} />
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
