"use client";

import { onDemand } from "@/components/ui/on-demand";
import { fileKind, isPdf, isPlayed } from "@/lib/shared/file-kinds";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import { FileCard } from "./file-card";
import { PdfCard } from "./pdf-card";
import { Reserved } from "./reserved";
import { TextCard } from "./text-card";
import { videoBox } from "./video-box";

type OneFile = { file: AttachmentView };
type InMessage = OneFile & { message: MessageView };

const VideoPlayer = onDemand<OneFile>(() => import("./video-player"));
const AudioPlayer = onDemand<OneFile>(() => import("./audio-player"));
const VoiceInRoom = onDemand<InMessage>(() => import("./voice-in-room"));

/** The browser's controls of a sound, in CSS pixels. */
const AUDIO = { width: 360, height: 40 };

/**
 * A file of a message that is not an image: a player, a preview, or a card. Players are loaded on demand into reserved
 * space.
 */
export function AttachedFile({ file, message, onOpen }: InMessage & { onOpen: () => void }) {
  if (file.isVoice) {
    return (
      <div className="mt-1 min-h-12">
        <VoiceInRoom file={file} message={message} />
      </div>
    );
  }
  const kind = isPlayed(file.type) ? fileKind(file.type) : "document";
  if (kind === "video") {
    return (
      <Reserved {...videoBox(file)} className="mt-1 overflow-hidden rounded-2 bg-black">
        <VideoPlayer file={file} />
      </Reserved>
    );
  }
  if (kind === "audio") {
    return (
      <FileCard file={file}>
        <Reserved {...AUDIO} className="m-2 mb-0">
          <AudioPlayer file={file} />
        </Reserved>
      </FileCard>
    );
  }
  if (isPdf(file.type)) return <PdfCard file={file} />;
  if (file.excerpt) return <TextCard file={file} onOpen={onOpen} />;
  return <FileCard file={file} />;
}
