import type { Refusal } from "@/lib/shared/errors";
import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { isBlank } from "@/lib/shared/text/blank";
import { call } from "../connection/call";
import { newClientId } from "../connection/client-id";
import { refusalOf } from "../connection/outcome";
import { draftFiles, isUp } from "../uploads/upload";
import type { Chat } from "./chat";

const UPLOADING: Refusal = { code: "conflict", detail: "", reason: "still_uploading" };

/**
 * Schedules the draft of a room or a thread: its text, reply and files. The draft is emptied once the server has it; what was typed
 * meanwhile stays.
 *
 * @param alsoInRoom a reply in a thread stands among the room's messages too
 * @returns null, or the refusal
 */
export async function scheduleDraft(
  { drafts, uploads, listChanges }: Pick<Chat, "drafts" | "uploads" | "listChanges">,
  key: TimelineKey,
  sendAt: Date,
  alsoInRoom = false,
): Promise<Refusal | null> {
  const { text, replyTo } = drafts.get(key);
  const files = draftFiles(uploads.store.get(), key);
  if (!files.every(isUp)) return UPLOADING;
  const clientId = newClientId();
  const rootId = rootOf(key);
  const input = {
    room: roomOf(key),
    text: text.trim(),
    sendAt: sendAt.toISOString(),
    clientId,
    ...(rootId && { threadId: rootId, alsoInRoom }),
    ...(replyTo && { replyToId: replyTo.id }),
    ...(files.length > 0 && { attachmentIds: files.flatMap(({ fileId }) => fileId ?? []) }),
  };
  const answer = await call("POST /rooms/{room}/scheduled", input);
  if (!answer.ok) return refusalOf(answer);
  listChanges.scheduled.emit({ id: answer.data.id, scheduled: answer.data });
  uploads.take(key, clientId);
  uploads.forget(clientId);
  emptyDraft(drafts, key, text);
  return null;
}

/** Removes a text from the beginning of a draft. */
function emptyDraft(drafts: Chat["drafts"], key: TimelineKey, text: string): void {
  const typed = drafts.get(key).text;
  const rest = typed.startsWith(text) ? typed.slice(text.length).trimStart() : typed;
  if (isBlank(rest)) void drafts.take(key, text.trimEnd(), Promise.resolve());
  else drafts.type(key, rest);
}
