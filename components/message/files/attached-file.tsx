"use client";

import { onDemand } from "@/components/ui/on-demand";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import { AUDIO, formOf, videoBox } from "./file-boxes";
import { FileCard } from "./file-card";
import { PdfCard } from "./pdf-card";
import { Reserved } from "./reserved";
import { TextCard } from "./text-card";

type OneFile = { file: AttachmentView };
type InMessage = OneFile & { message: MessageView };

const VideoPlayer = onDemand<OneFile>(() => import("./players/video-player"));
const AudioPlayer = onDemand<OneFile>(() => import("./players/audio-player"));
const VoiceInRoom = onDemand<InMessage>(() => import("./players/voice-in-room"));

/**
 * A file of a message that is not an image: a player, a preview, or a card. Players are loaded on demand into reserved
 * space.
 */
export default function AttachedFile({ file, message, onOpen }: InMessage & { onOpen: () => void }) {
  switch (formOf(file)) {
    case "voice":
      return (
        <div className="mt-1 min-h-12">
          <VoiceInRoom file={file} message={message} />
        </div>
      );
    case "video":
      return (
        <Reserved {...videoBox(file)} className="mt-1 overflow-hidden rounded-2 bg-black">
          <VideoPlayer file={file} />
        </Reserved>
      );
    case "audio":
      return (
        <FileCard file={file}>
          <div className="px-2 pt-2">
            <Reserved {...AUDIO}>
              <AudioPlayer file={file} />
            </Reserved>
          </div>
        </FileCard>
      );
    case "pdf":
      return <PdfCard file={file} />;
    case "text":
      return <TextCard file={file} onOpen={onOpen} />;
    case "card":
      return <FileCard file={file} />;
  }
}
