"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { slideKind } from "@/components/lightbox/shown-file";
import { FileTile } from "@/components/message/files/file-card";
import { FileName } from "@/components/message/files/file-name";
import { isGridImage } from "@/components/message/files/images/grid-image";
import { VoiceMessage } from "@/components/message/files/players/voice-message";
import { useFileSize } from "@/components/message/files/use-file-size";
import { EntryTime } from "@/components/views/entry-time";
import { sentTrack } from "@/lib/client/voice/voice-tracks";
import { isPdf } from "@/lib/shared/files/file-kinds";
import { displayText } from "@/lib/shared/text/shown";
import type { SentFileView } from "@/lib/shared/views";
import { FileActions } from "./file-actions";
import type { FilePlace } from "./file-place";

type FileRowProps = FilePlace & { file: SentFileView; onOpen: (file: SentFileView) => void };

const ROW = "group relative flex rounded-row px-2 py-2 hover:bg-hover has-[:focus-visible]:bg-hover";

/** A file in a list: its type or picture, its name, and who sent it where and when. */
export function FileRow({ file, onOpen, ...place }: FileRowProps) {
  if (file.isVoice) return <VoiceRow file={file} {...place} />;
  return (
    <article className={`${ROW} items-center gap-3`}>
      <Sign file={file} />
      <div className="min-w-0 flex-1">
        <NameOf file={file} onOpen={() => onOpen(file)} />
        <Facts file={file} roomOf={place.roomOf} />
      </div>
      <FileActions file={file} {...place} />
    </article>
  );
}

/** A voice message. Its player needs the width of a narrow panel. */
function VoiceRow({ file, ...place }: FilePlace & { file: SentFileView }) {
  const { waveform, name, sender } = file;
  return (
    <article className={`${ROW} flex-col gap-1`}>
      <VoiceMessage track={sentTrack(file)} name={name} waveform={waveform} label={sender.displayName} />
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <Facts file={file} roomOf={place.roomOf} />
        </div>
        <FileActions file={file} {...place} />
      </div>
    </article>
  );
}

function Sign({ file }: { file: SentFileView }) {
  if (!isGridImage(file) || file.thumbnailUrl === null) return <FileTile name={file.name} type={file.type} />;
  return (
    // biome-ignore lint/performance/noImgElement: its thumbnails are made by our server and checked for the reader.
    <img
      src={`${file.thumbnailUrl}?size=128`}
      alt=""
      width={40}
      height={40}
      loading="lazy"
      decoding="async"
      className="size-10 flex-none rounded-row bg-hover object-cover outline-1 -outline-offset-1 outline-ink/10"
    />
  );
}

const NAME = "flex max-w-full text-left text-[0.875rem]/5 font-medium after:absolute after:inset-0";

/** The name. It opens the file, or downloads what the browser cannot show. */
function NameOf({ file, onOpen }: { file: SentFileView; onOpen: () => void }) {
  const label = displayText(file.name);
  if (slideKind(file) !== null) {
    return (
      <button type="button" aria-haspopup="dialog" aria-label={label} onClick={onOpen} className={NAME}>
        <FileName name={file.name} />
      </button>
    );
  }
  const isOpened = isPdf(file.type);
  return (
    <a
      href={isOpened ? file.url : `${file.url}?download=1`}
      {...(isOpened ? { target: "_blank", rel: "noopener" } : { download: file.name })}
      aria-label={label}
      className={NAME}
    >
      <FileName name={file.name} />
    </a>
  );
}

/** "Анна Ковалёва · platform · 1.2 MB · 20 Nov" */
function Facts({ file, roomOf }: Pick<FileRowProps, "file" | "roomOf">) {
  const sizeOf = useFileSize();
  const t = useTranslations("filesPage");
  const room = roomOf(file);

  return (
    <p className="overflow-hidden text-tiny/4 text-ink-3 group-hover:text-ink-2">
      {/* The dot before the first of each line is cut off. */}
      <span className="-ml-3 flex flex-wrap">
        <Fact>{file.sender.displayName}</Fact>
        {room !== null && <Fact title={t("in", { room })}>{room}</Fact>}
        <Fact>{sizeOf(file.size)}</Fact>
        <Fact>
          <span className="tabular-nums">
            <EntryTime at={file.sentAt} />
          </span>
        </Fact>
      </span>
    </p>
  );
}

/** A fact with a dot before it. */
const Fact = ({ title, children }: { title?: string; children: ReactNode }) => (
  <span className="flex max-w-full min-w-0">
    <span className="w-3 flex-none text-center">·</span>
    <bdi title={title} className="truncate">
      {children}
    </bdi>
  </span>
);
