import type { Actor } from "@/lib/core/actor";
import { DomainError, describe } from "@/lib/core/errors";
import type { ErrorCode } from "@/lib/shared/errors";
import { sendMessage } from "../domain/messages/send-message";
import { sync } from "../domain/messages/sync";
import { markRead } from "../domain/rooms/mark-read";

type Fields = Record<string, unknown>;
type Answer = ({ ok: true } & Fields) | { ok: false; code: ErrorCode; detail: string };

/** The words that a client may say, and the operation behind each. */
const WORDS: Record<string, (actor: Actor, fields: Fields) => Promise<object>> = {
  async message(actor, { roomId, ...fields }) {
    const { message } = await sendMessage(actor, { ...fields, room: roomId } as Parameters<
      typeof sendMessage
    >[1]);
    return { message };
  },
  async read(actor, { roomId, lastReadSeq }) {
    await markRead(actor, { room: roomId, lastReadSeq } as Parameters<typeof markRead>[1]);
    return {};
  },
  sync: (actor, fields) => sync(actor, fields as Parameters<typeof sync>[1]),
};

/** Does what a client's frame asks and answers it, whatever the frame holds. Never throws. */
export async function answer(actor: Actor, word: string, fields: unknown): Promise<Answer> {
  try {
    const act = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    if (!act) throw new DomainError("validation_failed", "There is no such frame.");
    if (!isObject(fields)) throw new DomainError("validation_failed", "A frame's fields must be an object.");
    return { ok: true, ...(await act(actor, fields)) };
  } catch (error) {
    const { code, detail } = describe(error).refusal;
    return { ok: false, code, detail };
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
