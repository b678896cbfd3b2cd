import { db } from "@/lib/platform/database/db";
import { linkTo } from "@/lib/platform/links";
import type { Email } from "@/lib/platform/mailer";
import { LIMITS } from "@/lib/shared/limits";
import { messagePath } from "@/lib/shared/rooms/room-path";
import { displayText } from "@/lib/shared/text/shown";
import { excerptOf } from "../../push/push-payload";
import { pushWords } from "../../push/push-words";
import type { MailedMessage, MailReader } from "./mail-facts";
import { htmlOf, type MailContent, type MailEntry, type MailSection, textOf } from "./mail-forms";
import { type MailWords, mailWords } from "./mail-words";
import { unsubscribeLinks } from "./unsubscribe-link";

type Room = { title: string; messages: MailedMessage[] };

/** Writes the mail about messages that a person missed, and that call them or are for them. */
export async function missedMail(
  id: string,
  reader: MailReader,
  messages: readonly MailedMessage[],
): Promise<Email> {
  const rooms = roomsOf(messages);
  const words = mailWords(reader.locale);
  const workspace = await workspaceName();
  const isBare = reader.settings.mailShows === "nothing";
  return {
    ...emailOf(id, reader, rooms, isBare ? words.unread(messages.length) : words.missed(workspace)),
    subject: `${isBare ? words.bareSubject : subjectOf(words, rooms)} · ${workspace}`,
  };
}

/**
 * Writes a digest. Its subject names nobody.
 * @param isMore true if there are more messages than were read
 */
export async function digestMail(
  id: string,
  reader: MailReader,
  messages: readonly MailedMessage[],
  isMore: boolean,
): Promise<Email> {
  const { mailShows, digest } = reader.settings;
  const words = mailWords(reader.locale);
  const workspace = await workspaceName();
  const intro = mailShows === "nothing" ? words.unread(messages.length) : words.digest(digest, workspace);
  return {
    ...emailOf(id, reader, roomsOf(messages), intro),
    subject: `${words.digestSubject(digest, messages.length, isMore)} · ${workspace}`,
  };
}

/** The messages that a mail shows: the newest of each room, of the first rooms. */
export const shownOf = (messages: readonly MailedMessage[]): MailedMessage[] =>
  roomsOf(messages)
    .slice(0, LIMITS.mailedRooms)
    .flatMap((room) => room.messages.slice(-LIMITS.mailedPerRoom));

async function workspaceName(): Promise<string> {
  const workspace = await db().workspace.findUnique({ where: { id: 1 } });
  return displayText(workspace?.name ?? "Parley");
}

/** Groups messages by room: those with messages for the reader first, then those with the newest ones. */
function roomsOf(messages: readonly MailedMessage[]): Room[] {
  const rooms = [...Map.groupBy(messages, ({ message }) => message.roomId).values()].map((given) => {
    const all = given.toSorted((a, b) => a.message.seq - b.message.seq);
    const { roomName, message } = all.at(-1) as MailedMessage;
    return {
      title: displayText(roomName ?? message.sender.displayName),
      messages: all,
      isForReader: all.some(({ isForReader }) => isForReader),
      newest: message.createdAt,
    };
  });
  return rooms.sort(
    (a, b) => Number(b.isForReader) - Number(a.isForReader) || (a.newest < b.newest ? 1 : -1),
  );
}

function subjectOf(words: MailWords, rooms: Room[]): string {
  const [first] = rooms;
  const [message] = first?.messages ?? [];
  const count = rooms.reduce((sum, { messages }) => sum + messages.length, 0);
  return words.subject({
    count,
    sender: message?.roomName === null ? (first?.title ?? "") : null,
    only: count === 1 && message ? displayText(message.message.sender.displayName) : null,
    room: first?.title ?? "",
    otherRooms: rooms.length - 1,
  });
}

function emailOf(id: string, reader: MailReader, rooms: Room[], intro: string): Omit<Email, "subject"> {
  const words = mailWords(reader.locale);
  const links = unsubscribeLinks(reader);
  const isBare = reader.settings.mailShows === "nothing";
  const hidden = rooms.length - LIMITS.mailedRooms;
  const content: MailContent = {
    words,
    hello: words.hello(displayText(reader.displayName)),
    intro,
    sections: isBare ? [] : rooms.slice(0, LIMITS.mailedRooms).map((room) => sectionOf(room, reader)),
    moreRooms: !isBare && hidden > 0 ? words.moreRooms(hidden) : null,
    openUrl: linkTo("/"),
    why: words.why(reader.settings),
    settingsUrl: linkTo("/settings/notifications"),
    unsubscribeUrl: links.page,
  };
  const [text, html] = [textOf(content), htmlOf(content)];
  return { id, to: reader.email, text, html, unsubscribeUrl: links.oneClick };
}

function sectionOf({ title, messages }: Room, reader: MailReader): MailSection {
  const words = mailWords(reader.locale);
  const hidden = messages.length - LIMITS.mailedPerRoom;
  const isCut = reader.settings.mail === "digest" && messages.length === LIMITS.digestPerRoom;
  const shown = messages.slice(-LIMITS.mailedPerRoom);
  return {
    title,
    url: linkTo(`/rooms/${messages[0]?.message.roomId}`),
    entries: shown.map((one) => entryOf(one, reader)),
    more: hidden > 0 ? words.more(hidden, isCut) : null,
  };
}

function entryOf(
  { message, roomName }: MailedMessage,
  { settings, locale, timeZone }: MailReader,
): MailEntry {
  const { sender, createdAt } = message;
  const format = new Intl.DateTimeFormat(mailWords(locale).lang, {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  return {
    sender: roomName === null ? null : displayText(sender.displayName),
    at: format.format(new Date(createdAt)),
    text: settings.mailShows === "text" ? excerptOf(message, pushWords(locale)) : null,
    url: linkTo(messagePath(message)),
  };
}
