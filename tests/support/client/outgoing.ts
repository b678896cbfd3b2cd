import { OUTGOING_DEFAULTS, type OutgoingMessage } from "@/lib/client/outbox/pending";

/** A message that its author has just sent. */
export const outgoing = (clientId: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...OUTGOING_DEFAULTS,
  clientId,
  roomId: "room",
  text: "hello",
  createdAt: "2026-11-29T12:00:00.000Z",
  ...more,
});
