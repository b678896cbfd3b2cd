"use client";

import LinkIcon from "lucide-react/icons/link";
import Pencil from "lucide-react/icons/pencil";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useMay } from "@/lib/client/rooms/use-may";
import { webAddress } from "@/lib/shared/text/web-address";
import type { MyRoomView } from "@/lib/shared/views";
import { useBookmarks } from "./use-bookmarks";

/** The bookmarks of a room in one row above its messages. What does not fit is scrolled to. */
export default function BookmarksBar({ room, onManage }: { room: MyRoomView; onManage: () => void }) {
  const t = useTranslations("bookmarks");
  const { items } = useBookmarks(room);
  const mayChange = useMay(room)("pin");

  return (
    <nav
      aria-label={t("title")}
      className="flex h-9 flex-none items-center border-b border-line px-2 phone:h-11"
    >
      <ul className="flex min-w-0 [scrollbar-width:none] items-center gap-0.5 overflow-x-auto">
        {items.map(({ id, title, url }) => (
          <li key={id} className="flex-none">
            <a
              href={url}
              title={url}
              {...(isElsewhere(url) && { target: "_blank", rel: "noopener noreferrer nofollow" })}
              className="flex h-7 max-w-48 items-center gap-1.5 rounded-row px-2 text-small text-ink-2 hover:bg-hover hover:text-ink phone:h-11"
            >
              <LinkIcon size={13} aria-hidden className="flex-none text-ink-3" />
              <bdi className="truncate">{title}</bdi>
            </a>
          </li>
        ))}
      </ul>
      {mayChange && (
        <IconButton label={t("edit")} size="small" onClick={onManage}>
          <Pencil size={13} aria-hidden />
        </IconButton>
      )}
    </nav>
  );
}

/** Returns whether an address is not one of this workspace, which opens in place. */
const isElsewhere = (url: string) => webAddress(url)?.origin !== window.location.origin;
