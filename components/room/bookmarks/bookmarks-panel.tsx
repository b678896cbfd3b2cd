"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import LinkIcon from "lucide-react/icons/link";
import Pencil from "lucide-react/icons/pencil";
import Plus from "lucide-react/icons/plus";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { useMay } from "@/lib/client/rooms/use-may";
import type { BookmarkView, MyRoomView } from "@/lib/shared/views";
import { SidePanel } from "../pins/side-panel";
import { BookmarkForm } from "./bookmark-form";
import { useBookmarkChanges } from "./use-bookmark-changes";
import { useBookmarks } from "./use-bookmarks";

/** The bookmarks of a room, to add, change, order and remove them. */
export default function BookmarksPanel({ room, onClose }: { room: MyRoomView; onClose: () => void }) {
  const t = useTranslations("bookmarks");
  const { items, isFailed } = useBookmarks(room);
  const mayChange = useMay(room)("pin");
  const changes = useBookmarkChanges(room.id);
  const [edited, edit] = useState<BookmarkView | "new" | null>(null);
  const close = () => edit(null);

  return (
    <SidePanel title={t("title")} count={items.length} closeLabel={t("close")} onClose={onClose}>
      {mayChange && edited === null && (
        <div className="border-b border-line px-4.5 py-3">
          <Button look="quiet" size="small" onClick={() => edit("new")}>
            <Plus size={16} aria-hidden />
            {t("add")}
          </Button>
        </div>
      )}
      {edited === "new" && <BookmarkForm roomId={room.id} bookmark={null} onClose={close} />}
      <Removed {...changes} />
      <ul className="min-h-0 flex-1 overflow-y-auto pb-4">
        {items.map((bookmark, index) =>
          edited !== null && edited !== "new" && edited.id === bookmark.id ? (
            <li key={bookmark.id}>
              <BookmarkForm roomId={room.id} bookmark={bookmark} onClose={close} />
            </li>
          ) : (
            <BookmarkRow
              key={bookmark.id}
              bookmark={bookmark}
              {...(mayChange && {
                changes: {
                  onEdit: () => edit(bookmark),
                  onRemove: () => changes.remove(bookmark, index),
                  ...(index > 0 && { onUp: () => changes.move(bookmark, index - 1) }),
                  ...(index < items.length - 1 && { onDown: () => changes.move(bookmark, index + 1) }),
                },
              })}
            />
          ),
        )}
        {items.length === 0 && edited === null && (
          <li className="px-4.5 py-3 text-ink-2">
            <EmptyState icon={LinkIcon} text={t(isFailed ? "failed" : "empty")} />
          </li>
        )}
      </ul>
    </SidePanel>
  );
}

/** Says which bookmark was removed, with undo. */
function Removed({ removed, undo }: ReturnType<typeof useBookmarkChanges>) {
  const t = useTranslations("bookmarks");
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line px-4.5 py-2 empty:hidden">
      {removed && (
        <>
          <span className="min-w-0 flex-1 truncate text-ink-2">{t("removed", { title: removed.title })}</span>
          <Button look="bare" size="small" onClick={() => void undo()}>
            {t("undo")}
          </Button>
        </>
      )}
    </div>
  );
}

type Changes = { onEdit: () => void; onRemove: () => void; onUp?: () => void; onDown?: () => void };

function BookmarkRow({ bookmark, changes }: { bookmark: BookmarkView; changes?: Changes }) {
  const t = useTranslations("bookmarks");
  const { title, url, createdBy } = bookmark;

  return (
    <li className="group relative flex items-center gap-2 border-b border-line px-4.5 py-2.5 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="block truncate font-medium hover:underline"
        >
          <bdi>{title}</bdi>
        </a>
        <p className="truncate text-small text-ink-3" title={url}>
          {url.replace(/^https?:\/\//, "")}
        </p>
        {createdBy && (
          <p className="truncate text-tiny text-ink-3">{t("by", { name: createdBy.displayName })}</p>
        )}
      </div>
      {changes && (
        <div className="grid flex-none grid-cols-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <IconButton label={t("up", { title })} size="small" disabled={!changes.onUp} onClick={changes.onUp}>
            <ArrowUp size={14} aria-hidden />
          </IconButton>
          <IconButton label={t("change", { title })} size="small" onClick={changes.onEdit}>
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton
            label={t("down", { title })}
            size="small"
            disabled={!changes.onDown}
            onClick={changes.onDown}
          >
            <ArrowDown size={14} aria-hidden />
          </IconButton>
          <IconButton label={t("remove", { title })} size="small" onClick={changes.onRemove}>
            <Trash size={14} aria-hidden />
          </IconButton>
        </div>
      )}
    </li>
  );
}
