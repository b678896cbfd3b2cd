import type { Actor } from "@/lib/core/actor";
import { DomainError, toRefusal } from "@/lib/core/errors";
import type { Operation } from "@/lib/core/operation";
import { limitPerPerson } from "@/lib/core/person-concurrency";
import { checkItem } from "@/lib/domain/checklists/check-item";
import { confirmMessage, unconfirmMessage } from "@/lib/domain/confirmations/confirm-message";
import { deleteMessage } from "@/lib/domain/messages/edit/delete-message";
import { editMessage } from "@/lib/domain/messages/edit/edit-message";
import { pinMessage, unpinMessage } from "@/lib/domain/messages/pin-message";
import { addReaction, removeReaction } from "@/lib/domain/messages/react";
import { forwardMessage } from "@/lib/domain/messages/send/forward-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { sync } from "@/lib/domain/messages/sync";
import { closePoll } from "@/lib/domain/polls/close-poll";
import { vote } from "@/lib/domain/polls/vote";
import { markDelivered } from "@/lib/domain/rooms/reading/mark-delivered";
import { markRead } from "@/lib/domain/rooms/reading/mark-read";
import type { ErrorCode, FieldError, Refusal } from "@/lib/shared/errors";
import { setAway } from "./set-away";
import { setTyping } from "./set-typing";

type Fields = Record<string, unknown>;
type Refused = { ok: false; code: ErrorCode; detail: string; errors?: FieldError[]; retryAfter?: number };
type Answer = ({ ok: true } & Fields) | Refused;
type Command = (actor: Actor, fields: Fields) => Promise<object>;

/** Answer to a frame above RATES.frames. */
export const TOO_MANY_FRAMES = {
  ok: false,
  code: "rate_limited",
  detail: "Too many frames. Send them more slowly.",
  retryAfter: 1,
} as const satisfies Answer;

/** Answer to a Socket.IO event with binary arguments. */
export const NO_BINARY = {
  ok: false,
  code: "validation_failed",
  detail: "Binary arguments aren't supported. Send text.",
} as const satisfies Answer;

/** Commands of clients and their operations; see the client's words in docs/api.md. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  message: roomCommand(sendMessage, ({ message }) => ({ message })),
  read: roomCommand(markRead),
  delivered: roomCommand(markDelivered),
  edit: messageCommand(editMessage, (message) => ({ message })),
  delete: messageCommand(deleteMessage),
  forward: messageCommand(forwardMessage, ({ message }) => ({ message })),
  react: (actor, { on, ...fields }) => toggle(on, REACT)(actor, fields),
  pin: (actor, { on, ...fields }) => toggle(on, PIN)(actor, fields),
  check: messageCommand(checkItem),
  confirm: (actor, { on, ...fields }) => toggle(on, CONFIRM)(actor, fields),
  vote: messageCommand(vote),
  close_poll: messageCommand(closePoll),
  typing: setTyping,
  away: setAway,
  sync: (actor, fields) =>
    limitPerPerson(actor, "reads", () => sync(actor, fields as Parameters<typeof sync>[1])),
};

const REACT = { on: messageCommand(addReaction), off: messageCommand(removeReaction) };
const CONFIRM = { on: messageCommand(confirmMessage), off: messageCommand(unconfirmMessage) };
const PIN = { on: messageCommand(pinMessage), off: messageCommand(unpinMessage) };

// biome-ignore lint/suspicious/noExplicitAny: operations of every input; each parses what it is given
type Any<Out> = Operation<any, Out>;

/** Makes a command about a room, which frames call `roomId`. */
function roomCommand<Out>(act: Any<Out>, toAnswer: (out: Out) => object = () => ({})): Command {
  return async (actor, { roomId, ...fields }) =>
    toAnswer(await limited(act, actor, { ...fields, room: roomId }));
}

/** Makes a command about a message, which frames call `messageId`. */
function messageCommand<Out>(act: Any<Out>, toAnswer: (out: Out) => object = () => ({})): Command {
  return async (actor, { messageId, ...fields }) =>
    toAnswer(await limited(act, actor, { ...fields, message: messageId }));
}

/** Queues one person's writes from all of their sockets (limitPerPerson); messages are exempt. */
const limited = <Out>(act: Any<Out>, actor: Actor, fields: Fields): Promise<Out> =>
  act.isBatched ? act(actor, fields) : limitPerPerson(actor, "writes", () => act(actor, fields));

function toggle(on: unknown, words: { on: Command; off: Command }): Command {
  if (typeof on !== "boolean") throw new DomainError("validation_failed", "on: Must be true or false.");
  return on ? words.on : words.off;
}

/** Runs a client's command and returns its answer, whatever the frame holds. Never throws. */
export async function runCommand(actor: Actor, command: string, fields: unknown): Promise<Answer> {
  try {
    const act = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (!act) throw new DomainError("validation_failed", "Unknown frame type.");
    if (!isObject(fields)) throw new DomainError("validation_failed", "A frame's fields must be an object.");
    return { ok: true, ...(await act(actor, fields)) };
  } catch (error) {
    const { code, retryAfter, ...refusal } = toRefusal(error).refusal;
    return { ok: false, code, ...inFrameWords(refusal), ...(retryAfter && { retryAfter }) };
  }
}

/** Fields that frames call otherwise than operations do. */
const FRAME_NAMES: Readonly<Record<string, string>> = { room: "roomId", message: "messageId" };

/** Names the wrong fields of a frame as the frame does. With several of them `errors` tells which. */
function inFrameWords({ detail, errors = [] }: Pick<Refusal, "detail" | "errors">) {
  const named = errors.map((error) => ({ ...error, path: FRAME_NAMES[error.path] ?? error.path }));
  if (named.length > 1) return { detail, errors: named };
  return { detail: named[0]?.path ? `${named[0].path}: ${named[0].message}` : detail };
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
