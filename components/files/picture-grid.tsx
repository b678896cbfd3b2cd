"use client";

import { useTranslations } from "next-intl";
import { slideKind } from "@/components/lightbox/shown-file";
import { FileTile } from "@/components/message/files/file-card";
import { EntryTime } from "@/components/views/entry-time";
import { displayText } from "@/lib/shared/text/shown";
import type { SentFileView } from "@/lib/shared/views";
import { FileActions } from "./file-actions";
import type { FilePlace } from "./file-place";
import { keyOf } from "./use-files";

type Grid = FilePlace & { files: readonly SentFileView[]; onOpen: (file: SentFileView) => void };

/** Pictures in columns, each with its sender, room and time. */
export function PictureGrid({ files, onOpen, ...place }: Grid) {
  return (
    <div className="@container pb-4">
      <div className="grid grid-cols-2 gap-x-2 gap-y-4 @sm:grid-cols-3 @2xl:grid-cols-4">
        {files.map((file) => (
          <Tile key={keyOf(file)} file={file} onOpen={() => onOpen(file)} {...place} />
        ))}
      </div>
    </div>
  );
}

type TileProps = FilePlace & { file: SentFileView; onOpen: () => void };

function Tile({ file, onOpen, onShow, roomOf }: TileProps) {
  const room = roomOf(file);
  return (
    <figure className="group relative min-w-0">
      <Preview file={file} onOpen={onOpen} />
      <FileActions
        file={file}
        onShow={onShow}
        className="absolute! top-1 right-1 rounded-2 border border-line bg-raised p-0.5"
      />
      <figcaption className="pt-1 text-tiny/4">
        <bdi className="block truncate font-medium">{file.sender.displayName}</bdi>
        <span className="flex text-ink-3">
          {room !== null && (
            <>
              <bdi className="truncate">{room}</bdi>
              <span className="flex-none px-1">·</span>
            </>
          )}
          <span className="flex-none tabular-nums">
            <EntryTime at={file.sentAt} />
          </span>
        </span>
      </figcaption>
    </figure>
  );
}

const SQUARE =
  "grid aspect-square w-full place-items-center overflow-hidden rounded-2 bg-mat outline-1 -outline-offset-1 outline-ink/10";

function Preview({ file, onOpen }: { file: SentFileView; onOpen: () => void }) {
  const t = useTranslations("files");
  const { thumbnailUrl, description, name, type, url } = file;
  const alt = description || t("imageNamed", { name: displayText(name) });
  if (slideKind(file) === null || thumbnailUrl === null) {
    return (
      <a href={`${url}?download=1`} download={name} aria-label={alt} className={SQUARE}>
        <FileTile name={name} type={type} />
      </a>
    );
  }
  return (
    <button type="button" aria-haspopup="dialog" onClick={onOpen} className={SQUARE}>
      {/* biome-ignore lint/performance/noImgElement: its thumbnails are made by our server and checked for the reader. */}
      <img
        src={`${thumbnailUrl}?size=320&still=1`}
        srcSet={`${thumbnailUrl}?size=320&still=1 320w, ${thumbnailUrl}?size=640&still=1 640w`}
        sizes="12rem"
        alt={alt}
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
      />
    </button>
  );
}
