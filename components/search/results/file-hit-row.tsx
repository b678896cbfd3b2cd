"use client";

import FileIcon from "lucide-react/icons/file";
import { useFileSize } from "@/components/message/files/use-file-size";
import { EntryTime } from "@/components/views/entry-time";
import { cutAround, piecesOf } from "@/lib/client/search/excerpt";
import { unitRanges } from "@/lib/client/search/shown-text";
import { fileLabel } from "@/lib/shared/files/file-labels";
import { roomPath } from "@/lib/shared/rooms/room-path";
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
      target={{ href: `${roomPath(room)}?message=${file.seq}` }}
      sign={<Sign name={file.name} type={file.type} />}
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

function Sign({ name, type }: { name: string; type: string }) {
  const label = fileLabel(name, type);
  return (
    <span
      aria-hidden
      className="grid size-7 place-items-center rounded-2 bg-accent-soft text-[0.5625rem]/none font-bold text-accent"
    >
      {label.length <= 4 && label ? label : <FileIcon size={14} />}
    </span>
  );
}
