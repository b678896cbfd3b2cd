"use client";

import { onDemand } from "@/components/ui/on-demand";
import { displayText } from "@/lib/shared/text/shown";
import type { AttachmentView } from "@/lib/shared/views";
import { firstLines } from "./file-boxes";
import { FileCard } from "./file-card";

const TextPreview = onDemand<{ name: string; text: string }>(
  () => import("./text-preview"),
  ({ text }) => displayText(text),
);

/** A text file: its first lines, and a card that opens the whole. */
export function TextCard({ file, onOpen }: { file: AttachmentView; onOpen: () => void }) {
  return (
    <FileCard file={file} onOpen={onOpen} className="w-120">
      <pre
        dir="ltr"
        className="overflow-hidden border-b border-line bg-sidebar px-3 py-2 font-mono text-small"
      >
        <code>
          <TextPreview name={file.name} text={firstLines(file).join("\n")} />
        </code>
      </pre>
    </FileCard>
  );
}
