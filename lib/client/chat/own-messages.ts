import type { NewPoll } from "@/lib/shared/live";
import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { newClientId } from "../connection/client-id";
import type { Drafts } from "../drafts/drafts";
import type { Outbox } from "../outbox/outbox";
import { lineOf, OUTGOING_DEFAULTS, type OutgoingMessage } from "../outbox/pending";
import type { Uploads } from "../uploads/uploads";
import type { createOwnAccount } from "./own-account";

type OwnMessagesDeps = {
  drafts: Drafts;
  outbox: Outbox;
  uploads: Uploads;
  ownAccount: ReturnType<typeof createOwnAccount>;
};

type SendOptions = {
  replyTo?: OutgoingMessage["replyTo"];
  hasFiles?: boolean;
  alsoInRoom?: boolean;
  confirm?: boolean;
  poll?: NewPoll | null;
};

/** Moves messages that this person writes between drafts, the outbox and the uploads of their files. */
export function createOwnMessages({ drafts, outbox, uploads, ownAccount }: OwnMessagesDeps) {
  return {
    /**
     * Queues a message of a room or a thread. Resolves once it is stored in this browser. It waits there for as long as its
     * author wants to be able to take it back.
     *
     * @param given.hasFiles the message takes the files of the draft
     */
    send(
      key: TimelineKey,
      text: string,
      {
        replyTo = null,
        hasFiles = false,
        alsoInRoom = false,
        confirm = false,
        poll = null,
      }: SendOptions = {},
    ): Promise<void> {
      const createdAt = new Date().toISOString();
      const { undoSendSeconds } = ownAccount.get();
      const heldUntil = undoSendSeconds ? Date.now() + undoSendSeconds * 1_000 : 0;
      const clientId = newClientId();
      const files = hasFiles ? uploads.take(key, clientId) : [];
      return outbox.push({
        ...OUTGOING_DEFAULTS,
        clientId,
        roomId: roomOf(key),
        threadId: rootOf(key) ?? null,
        alsoInRoom,
        text,
        createdAt,
        replyTo,
        files,
        heldUntil,
        confirm,
        poll,
      });
    },

    /** Moves a refused message back into the draft of its line, with its files. The draft's text must be empty. */
    returnToDraft(message: OutgoingMessage) {
      const { clientId, text, replyTo } = message;
      drafts.type(lineOf(message), text);
      if (replyTo) drafts.reply(lineOf(message), replyTo);
      uploads.giveBack(clientId);
      outbox.discard(clientId);
    },

    /** Drops a message that was not sent, with its files. */
    discard(clientId: string) {
      uploads.discard(clientId);
      outbox.discard(clientId);
    },
  };
}
