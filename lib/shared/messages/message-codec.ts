import type { MessageView } from "../views";

const NOBODY: never[] = [];

/**
 * Values that a message on the wire leaves out. message-codec.test.ts derives them from the schema; when a field of the
 * schema is missing here, it fails and prints the line.
 */
export const MESSAGE_DEFAULTS = {
  kind: "user",
  text: "",
  event: null,
  mentions: { userIds: NOBODY, here: false, all: false },
  replyTo: null,
  threadId: null,
  alsoInRoom: false,
  thread: null,
  forwardedFrom: null,
  dueAt: null,
  attachments: NOBODY,
  cards: NOBODY,
  confirmation: null,
  poll: null,
  checks: NOBODY,
  reactions: NOBODY,
  isPinned: false,
  editedAt: null,
  deletedAt: null,
} satisfies Partial<MessageView>;

// Decoded messages share these objects.
Object.freeze(NOBODY);
Object.freeze(MESSAGE_DEFAULTS.mentions);

type Defaulted = keyof typeof MESSAGE_DEFAULTS;

/** A message on the wire. A field with its default is left out, because every byte is written once per socket. */
export type WireMessage = Omit<MessageView, Defaulted> & Partial<Pick<MessageView, Defaulted>>;

/** Encodes a message for the wire. */
export function toWire(message: MessageView): WireMessage {
  const wire: Record<string, unknown> = { ...message };
  for (const [field, value] of Object.entries(MESSAGE_DEFAULTS))
    if (isEqual(wire[field], value)) delete wire[field];
  return wire as WireMessage;
}

/** Decodes a message from the wire. */
export const wholeMessage = (wire: WireMessage): MessageView => ({ ...MESSAGE_DEFAULTS, ...wire });

/** Compares by structure. Only objects are serialized: a long text must not be serialized to find that it is not empty. */
const isEqual = (a: unknown, b: unknown) =>
  a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
