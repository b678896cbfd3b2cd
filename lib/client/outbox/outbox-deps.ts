import type { Outcome } from "@/lib/shared/errors";
import type { CommandAnswers } from "@/lib/shared/live";
import type { Tabs } from "../connection/tabs";
import type { OutboxFiles } from "./message-files";
import type { OutboxStore, StoredMessage } from "./outbox-store";
import type { OutgoingMessage, PendingAction } from "./pending";

/** A change that a tab broadcasts: the state of a message; `row` if the other tabs have not seen it. */
export type OutboxChange = { roomId: string; action: PendingAction; row?: StoredMessage };

/** The parts of a browser that an outbox works with. */
export type OutboxDeps = {
  store: OutboxStore;
  files: OutboxFiles;
  join: (onNews: (news: OutboxChange) => void) => Tabs<OutboxChange>;
  isReady: () => boolean;
  /** Sends a message. */
  send: (message: OutgoingMessage, attachmentIds: string[]) => Promise<Outcome<CommandAnswers["message"]>>;
  /** Called when a message changed, in this tab or another. */
  onNews: (roomId: string, action: PendingAction) => void;
};

/** Temporary refusals: the message waits, and so do those after it, which keeps the order. */
export const PASSING = new Set(["unavailable", "rate_limited", "unauthenticated"]);
