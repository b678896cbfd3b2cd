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
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { ROW } from "./room-row";

type Links = { onGo?: (() => void) | undefined };

/** Links to the personal views across all rooms. */
export function ViewLinks({ onGo }: Links) {
  const t = useTranslations("views");
  const mentions = useMentionTotal();
  const drafts = useDraftCount();
  const badge = (count: number) =>
    count >= BROWSER_LIMITS.unreadCount ? `${BROWSER_LIMITS.unreadCount - 1}+` : count;

  return (
    <div className="flex-none px-2">
      <ViewLink href="/mentions" icon={AtSign} label={t("mentions")} onGo={onGo}>
        {mentions > 0 && (
          <span className="ml-auto min-w-5 flex-none rounded-pill bg-accent px-1.5 text-center text-tiny font-semibold text-accent-ink">
            <span aria-hidden>{badge(mentions)}</span>
            <span className="sr-only">{t("mentionCount", { count: mentions })}</span>
          </span>
        )}
      </ViewLink>
      <ViewLink href="/saved" icon={Bookmark} label={t("saved")} onGo={onGo} />
      <ViewLink href="/files" icon={FileIcon} label={t("files")} onGo={onGo} />
      {drafts > 0 && (
        <ViewLink href="/drafts" icon={Pencil} label={t("drafts")} onGo={onGo}>
          <span className="ml-auto flex-none px-1.5 text-tiny text-ink-3">
            <span aria-hidden>{drafts}</span>
            <span className="sr-only">{t("draftCount", { count: drafts })}</span>
          </span>
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
      <Icon size={16} aria-hidden className="mx-px flex-none text-ink-3" />
      <span className="truncate">{label}</span>
      {children}
    </Link>
  );
}
