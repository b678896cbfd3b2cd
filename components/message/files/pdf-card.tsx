"use client";

import { useTranslations } from "next-intl";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView } from "@/lib/shared/views";
import { PAGE } from "./file-boxes";
import { FileCard } from "./file-card";
import { useImageLoad } from "./images/use-image-load";
import { Reserved } from "./reserved";

/** A PDF: its first page, and a card. Both open it in the browser's own viewer. */
export function PdfCard({ file }: { file: AttachmentView }) {
  return (
    <FileCard file={file} href={file.url}>
      {file.thumbnailUrl && <FirstPage file={file} thumbnail={file.thumbnailUrl} />}
    </FileCard>
  );
}

function FirstPage({ file: { name, url }, thumbnail }: { file: AttachmentView; thumbnail: string }) {
  const t = useTranslations("files");
  const { load, events } = useImageLoad();
  if (load === "failed") return null;

  return (
    <a
      href={url}
      target="_blank"
      rel="noopener"
      className="block border-b border-line bg-mat -outline-offset-3"
    >
      <Reserved {...PAGE}>
        {/* biome-ignore lint/performance/noImgElement: our server makes it and checks its reader. */}
        <img
          {...events}
          src={`${thumbnail}?size=640`}
          alt={t("firstPage", { name: displayText(name) })}
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full object-cover object-top"
        />
      </Reserved>
    </a>
  );
}
