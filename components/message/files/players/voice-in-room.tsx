"use client";

import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { nextVoice, voiceTrack } from "@/lib/client/voice/voice-tracks";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import { VoiceMessage } from "./voice-message";

type VoiceInRoomProps = { file: AttachmentView; message: MessageView };

/** A voice message in its room. The next one in the room plays after it. */
export default function VoiceInRoom({ file, message }: VoiceInRoomProps) {
  const { feed } = useCurrentRoom();
  return (
    <VoiceMessage
      track={voiceTrack(file, message)}
      name={file.name}
      waveform={file.waveform}
      label={message.sender.displayName}
      nextOf={(id) => nextVoice(feed.get().messages, id)}
    />
  );
}
