"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { languageOfFile } from "@/components/message/files/text-preview";
import Highlighted from "@/components/message/text/highlighted";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView } from "@/lib/shared/views";

/** Bytes of a text that are shown; the rest is in the download. */
const MOST_BYTES = 512 * 1024;

/** A whole text file, in colours where its language is known. Until it has arrived, its first lines. */
export function TextSlide({ file }: { file: AttachmentView }) {
  const t = useTranslations("lightbox");
  const { text, encoding } = useText(file);
  const isCut = file.size > MOST_BYTES;

  return (
    <div className="flex size-full max-w-[60rem] flex-col overflow-hidden rounded-2 bg-canvas">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        dir="ltr"
        className="min-h-0 flex-1 touch-pan-y overflow-auto px-4 py-3 font-mono text-small select-text"
        onPointerDown={(event) => event.stopPropagation()}
        onWheel={(event) => event.stopPropagation()}
      >
        <code>
          <Highlighted code={displayText(text)} language={languageOfFile(file.name)} />
        </code>
      </pre>
      {(isCut || encoding) && (
        <p className="flex flex-wrap gap-x-4 border-t border-line px-4 py-2 text-tiny text-ink-2">
          {isCut && <span>{t("cut")}</span>}
          {encoding && <span>{t("encoding", { encoding })}</span>}
        </p>
      )}
    </div>
  );
}

/** A text, and the name of its encoding; null for UTF-8, which needs no word. */
type Decoded = { text: string; encoding: string | null };

function useText({ url, excerpt }: AttachmentView): Decoded {
  const [decoded, setDecoded] = useState<Decoded>({ text: excerpt ?? "", encoding: null });

  useEffect(() => {
    const stop = new AbortController();
    readText(url, stop.signal).then(setDecoded, () => {});
    return () => stop.abort();
  }, [url]);

  return decoded;
}

/** Reads the beginning of a text in the encoding that the server names. */
async function readText(url: string, signal: AbortSignal): Promise<Decoded> {
  const response = await fetch(url, { signal, headers: { range: `bytes=0-${MOST_BYTES - 1}` } });
  if (!response.ok) throw new Error(`${response.status}`);
  const encoding = /charset="?([\w-]+)/i.exec(response.headers.get("content-type") ?? "")?.[1];
  const decoder = new TextDecoder(encoding ?? "utf-8");
  const text = decoder.decode(await response.arrayBuffer());
  return { text, encoding: decoder.encoding === "utf-8" ? null : decoder.encoding };
}
