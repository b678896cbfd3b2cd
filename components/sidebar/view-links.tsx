"use client";

import AtSign from "lucide-react/icons/at-sign";
import Bookmark from "lucide-react/icons/bookmark";
import FileIcon from "lucide-react/icons/file";
import Pencil from "lucide-react/icons/pencil";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDraftCount } from "@/lib/client/drafts/use-drafted";
import { useMentionTotal } from "@/lib/client/rooms/use-rooms";
import { ROW } from "./room-row";
import { Count } from "./unread-badge";

type Links = { onGo?: (() => void) | undefined };

/** Links to the personal views across all rooms. */
export function ViewLinks({ onGo }: Links) {
  const t = useTranslations("views");
  const mentions = useMentionTotal();
  const drafts = useDraftCount();

  return (
    <div className="flex-none px-2">
      <ViewLink href="/mentions" icon={AtSign} label={t("mentions")} onGo={onGo}>
        {mentions > 0 && (
          <Count count={mentions} isForMe>
            {t("mentionCount", { count: mentions })}
          </Count>
        )}
      </ViewLink>
      <ViewLink href="/saved" icon={Bookmark} label={t("saved")} onGo={onGo} />
      <ViewLink href="/files" icon={FileIcon} label={t("files")} onGo={onGo} />
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

type ViewLinkProps = Links & {
  href: string;
  icon: typeof AtSign;
  label: string;
  children?: ReactNode;
};

function ViewLink({ href, icon: Icon, label, onGo, children }: ViewLinkProps) {
  const pathname = usePathname();

  return (
    <Link
      href={href}
      {...(onGo && { onClick: onGo })}
      aria-current={pathname === href ? "page" : undefined}
      className={`${ROW} text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:text-ink`}
    >
      <Icon size={16} aria-hidden className="mx-0.5 flex-none text-ink-2" />
      <span className="truncate">{label}</span>
      {children}
    </Link>
  );
}
