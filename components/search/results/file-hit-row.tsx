"use client";

import { clsx } from "clsx";
import FileIcon from "lucide-react/icons/file";
import { useFileSize } from "@/components/message/files/use-file-size";
import { EntryTime } from "@/components/views/entry-time";
import { cutAround, piecesOf } from "@/lib/client/search/excerpt";
import { unitRanges } from "@/lib/client/search/shown-text";
import { fileKind } from "@/lib/shared/files/file-kinds";
import { fileLabel } from "@/lib/shared/files/file-labels";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import type { FileHitView } from "@/lib/shared/views";
import { fileKey } from "./file-key";
import { Marked } from "./marked";
import { Facts, ResultRow } from "./result-row";
import { useFoundPlace } from "./use-found-room-name";
import type { ResultList } from "./use-result-list";

type FileHitRowProps = { hit: FileHitView; list: ResultList; isStop: boolean; isShown: boolean };

/** A found file: its name, and the words of its text around the hit. */
export function FileHitRow({ hit, list, isStop, isShown }: FileHitRowProps) {
  const { file, room, highlights, excerpt } = hit;
  const sizeOf = useFileSize();
  const placeOf = useFoundPlace();

  return (
    <ResultRow
      id={fileKey(hit)}
      list={list}
      target={{ href: messageAddress(room, file) }}
      sign={<Sign file={file} />}
      hasPreview
      isStop={isStop}
      isShown={isShown}
    >
      <bdi className="block truncate font-medium">
        <Marked pieces={piecesOf(file.name, unitRanges(file.name, highlights))} />
      </bdi>
      {excerpt && (
        <span dir="auto" className="line-clamp-2 text-small wrap-anywhere text-ink-2">
          <Marked pieces={cutAround(excerpt.text, unitRanges(excerpt.text, excerpt.highlights))} />
        </span>
      )}
      <Facts>
        <bdi>{file.sender.displayName}</bdi>
        {placeOf(room)} · {sizeOf(file.size)} · <EntryTime at={file.sentAt} />
      </Facts>
    </ResultRow>
  );
}

/** The picture itself, or the file's type. */
function Sign({ file: { name, type, thumbnailUrl } }: { file: FileHitView["file"] }) {
  const label = fileLabel(name, type);
  const look = "grid size-7 place-items-center overflow-hidden rounded-2 bg-accent-soft text-accent";
  if (thumbnailUrl && fileKind(type) === "image")
    return (
      <span aria-hidden className={look}>
        {/* biome-ignore lint/performance/noImgElement: our server makes it and checks its reader. */}
        <img src={`${thumbnailUrl}?size=64`} alt="" loading="lazy" className="size-7 object-cover" />
      </span>
    );
  return (
    <span
      aria-hidden
      className={clsx(
        look,
        "font-bold",
        label.length > 3 ? "text-[0.4375rem]/none" : "text-[0.5625rem]/none",
      )}
    >
      {label.length <= 4 && label ? label : <FileIcon size={14} />}
    </span>
  );
}
