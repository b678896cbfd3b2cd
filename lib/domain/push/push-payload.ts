import { addressOf, settings } from "@/lib/platform/settings";
import { summarizeFiles } from "@/lib/shared/files/file-summary";
import { LIMITS } from "@/lib/shared/limits";
import { plainText } from "@/lib/shared/markdown/plain-text";
import { beginningOf } from "@/lib/shared/markdown/words-of-tree";
import { messagePath } from "@/lib/shared/rooms/room-path";
import type { MessageView, PushDeviceView } from "@/lib/shared/views";
import { type PushWords, pushWords } from "./push-words";

/** A push as it is encrypted: the form of Declarative Web Push, which Safari shows without a worker. */
type Payload = {
  web_push: 8030;
  mutable: true;
  app_badge?: number;
  notification: {
    title: string;
    body: string;
    lang: string;
    dir: "auto";
    tag: string;
    navigate: string;
    silent: false;
    app_badge?: string;
    data: object;
  };
};

/** A message with what its push shows to one person. */
export type PushedMessage = {
  message: Pick<
    MessageView,
    "id" | "roomId" | "seq" | "sender" | "text" | "attachments" | "poll" | "threadId" | "alsoInRoom"
  >;
  /** Name of the room for its reader; null for two people, whose room is the sender. */
  roomName: string | null;
  locale: string | null;
  shows: PushDeviceView["shows"];
  /** Number on the app's icon. */
  badge: number;
};

/** Characters of a message that are looked at for its push. */
const LOOKED_AT = 1_500;

/** Returns the payload of a message's push, of LIMITS.pushBytes at most. */
export function messagePayload(pushed: PushedMessage): string {
  const { message, locale, shows, badge } = pushed;
  const words = pushWords(locale);
  const path = messagePath(message);
  return fitted({
    web_push: 8030,
    mutable: true,
    app_badge: badge,
    notification: {
      ...textsOf(pushed, words),
      ...frameOf(words, message.roomId, path),
      app_badge: String(badge),
      data: {
        path,
        badge,
        messageId: message.id,
        roomId: message.roomId,
        seq: message.seq,
        ...(message.threadId && { threadId: message.threadId }),
        ...(message.alsoInRoom && { alsoInRoom: true }),
        reply: words.reply,
        read: words.markRead,
        ...(shows === "nothing" && { isBare: true }),
      },
    },
  });
}

/** Returns the payload of a test push. */
export function testPayload(locale: string | null): string {
  const words = pushWords(locale);
  const path = "/settings/notifications";
  return fitted({
    web_push: 8030,
    mutable: true,
    notification: {
      ...words.test,
      ...frameOf(words, "test", path),
      data: { path, messageId: `test ${Date.now()}` },
    },
  });
}

function textsOf({ message, roomName, shows }: PushedMessage, words: PushWords) {
  if (shows === "nothing") return { title: "Parley", body: words.newMessage };
  const { displayName } = message.sender;
  const title = roomName === null ? displayName : words.from(displayName, roomName);
  return { title, body: shows === "text" ? excerptOf(message, words) : words.newMessage };
}

/** Returns the beginning of a message as plain text, or a summary of its files. It is never empty. */
export function excerptOf(
  { text, attachments, poll }: Pick<MessageView, "text" | "attachments"> & Partial<Pick<MessageView, "poll">>,
  words: PushWords,
): string {
  const summary = summarizeFiles(attachments);
  const said =
    plainText(beginningOf(text, LOOKED_AT).head) || (summary ? words.files(summary) : words.newMessage);
  return poll ? words.poll(said) : said;
}

const frameOf = ({ lang }: PushWords, tag: string, path: string) => ({
  lang,
  dir: "auto" as const,
  tag,
  navigate: new URL(path, addressOf(settings())).href,
  silent: false as const,
});

/** Serializes a payload in LIMITS.pushBytes: its body is cut between characters, and is never empty. */
function fitted(payload: Payload): string {
  const whole = JSON.stringify(payload);
  if (Buffer.byteLength(whole) <= LIMITS.pushBytes) return whole;
  const letters = [...new Intl.Segmenter().segment(payload.notification.body)].map(({ segment }) => segment);
  const cutTo = (count: number) => {
    const body = `${letters.slice(0, count).join("").trimEnd()}…`;
    return JSON.stringify({ ...payload, notification: { ...payload.notification, body } });
  };
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Buffer.byteLength(cutTo(middle)) <= LIMITS.pushBytes) low = middle;
    else high = middle - 1;
  }
  return cutTo(low);
}
