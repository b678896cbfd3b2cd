import type { AttachmentView, MessageView, SentFileView } from "@/lib/shared/views";
import type { Track } from "./voice-player";

/** The track of a voice message in a room. */
export function voiceTrack(file: AttachmentView, message: MessageView): Track {
  const { roomId, id: messageId, seq, sender } = message;
  return sentTrack({ ...file, roomId, messageId, seq, sender });
}

/** The track of a voice message in a list of files. */
export const sentTrack = (
  file: Pick<SentFileView, "id" | "url" | "duration" | "roomId" | "messageId" | "seq" | "sender">,
): Track => ({
  id: `${file.messageId} ${file.id}`,
  src: file.url,
  duration: file.duration,
  from: { roomId: file.roomId, seq: file.seq, name: file.sender.displayName },
});

/**
 * The voice message that follows one in a room, in this message or a later one.
 *
 * @param messages in the order of the room
 * @param id of the track
 * @returns null after the last one, and if the track is not in the messages
 */
export function nextVoice(messages: readonly MessageView[], id: string): Track | null {
  const tracks = messages.flatMap((message) =>
    message.deletedAt
      ? []
      : message.attachments.filter(({ isVoice }) => isVoice).map((file) => voiceTrack(file, message)),
  );
  const at = tracks.findIndex((track) => track.id === id);
  return at < 0 ? null : (tracks[at + 1] ?? null);
}
