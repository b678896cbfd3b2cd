"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FileTile } from "@/components/message/files/file-card";
import { useAltOf } from "@/components/message/files/images/use-alt";
import { keyOf, type ShownFile, slideKind } from "./shown-file";

type Strip = {
  files: readonly ShownFile[];
  at: number;
  onGo: (at: number) => void;
  /** A notice of what was done. */
  said: string;
};

/** The files of the shown message, the place among them, and the keys. Arrows lead on to the room's other images. */
export function Filmstrip({ files, at, onGo, said }: Strip) {
  const t = useTranslations("lightbox");
  const messageId = files[at]?.messageId;
  const start = files.findIndex((each) => each.messageId === messageId);
  const group = files.filter((each) => each.messageId === messageId);
  const isGroup = group.length > 1;
  const isZoomed = files[at] && slideKind(files[at].file) === "image";

  return (
    <footer className="grid min-h-22 flex-none grid-cols-[1fr_minmax(0,auto)_1fr] items-center gap-3 px-5 pt-4 pb-5 text-tiny/4 text-ink-2">
      <p className="whitespace-nowrap" role="status">
        {said || (isGroup && t("position", { number: at - start + 1, count: group.length }))}
      </p>
      <div className="flex gap-2 overflow-x-auto p-1">
        {isGroup &&
          group.map((shown, index) => (
            <Frame
              key={keyOf(shown)}
              shown={shown}
              isCurrent={start + index === at}
              onGo={() => onGo(start + index)}
            />
          ))}
      </div>
      <p className="hidden justify-self-end whitespace-nowrap md:block">
        {t.rich(isZoomed ? "keys" : "keysOfText", { key: (sign: ReactNode) => <Key>{sign}</Key> })}
      </p>
    </footer>
  );
}

function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="mx-px rounded-1 border border-line-strong px-1.25 py-0.75 font-mono text-[0.6875rem]/3">
      {children}
    </kbd>
  );
}

const HEIGHT = 48;

/** A small picture of a file. */
function Frame({ shown, isCurrent, onGo }: { shown: ShownFile; isCurrent: boolean; onGo: () => void }) {
  const alt = useAltOf()(shown.file);
  const { file } = shown;
  const isImage = slideKind(file) === "image";
  const ratio = file.width && file.height ? Math.min(3, Math.max(0.5, file.width / file.height)) : 1;

  return (
    <button
      type="button"
      aria-label={isImage ? alt : file.name}
      aria-current={isCurrent}
      onClick={onGo}
      className={clsx(
        "flex-none overflow-hidden rounded-row outline-offset-2",
        isCurrent ? "outline-2 outline-focus" : "opacity-55 hover:opacity-100",
      )}
    >
      {isImage ? (
        // biome-ignore lint/performance/noImgElement: our server makes it and checks its reader.
        <img
          src={file.thumbnailUrl ? `${file.thumbnailUrl}?size=160&still=1` : file.url}
          alt=""
          width={Math.round(HEIGHT * ratio)}
          height={HEIGHT}
          className="h-12 object-cover"
        />
      ) : (
        <FileTile name={file.name} type={file.type} />
      )}
    </button>
  );
}
