import type { NotificationSettingsView } from "@/lib/shared/views";

/** A count of messages, and the one place that a subject may name. */
type SubjectParts = {
  count: number;
  /** Sender of a conversation of two people; otherwise null. */
  sender: string | null;
  /** Sender of the only message; otherwise null. */
  only: string | null;
  room: string | null;
  otherRooms: number;
};

/** Texts of mails about messages in one language. */
export type MailWords = {
  lang: "en" | "ru";
  hello(name: string): string;
  subject(parts: SubjectParts): string;
  bareSubject: string;
  digestSubject(digest: NotificationSettingsView["digest"], count: number, isMore: boolean): string;
  missed(workspace: string): string;
  digest(digest: NotificationSettingsView["digest"], workspace: string): string;
  unread(count: number): string;
  more(count: number, isMore: boolean): string;
  moreRooms(count: number): string;
  open: string;
  why(settings: Pick<NotificationSettingsView, "mail" | "digest">): string;
  settings: string;
  unsubscribe: string;
};

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const plural = (lang: string) => {
  const rules = new Intl.PluralRules(lang);
  return (count: number, forms: Forms) => forms[rules.select(count)] ?? forms.other;
};

const english = plural("en");
const russian = plural("ru");

const plus = (isMore: boolean) => (isMore ? "+" : "");

const messages = (count: number, isMore = false) =>
  `${count}${plus(isMore)} ${english(count, { one: "message", other: "messages" })}`;

const ENGLISH: MailWords = {
  lang: "en",
  hello: (name) => `Hello ${name},`,
  subject({ count, sender, only, room, otherRooms }) {
    const what = `${count} new ${english(count, { one: "message", other: "messages" })}`;
    const where = sender ? `from ${sender}` : `in ${room}`;
    if (otherRooms > 0)
      return `${what} ${where} and ${otherRooms} ${english(otherRooms, { one: "other place", other: "other places" })}`;
    if (sender) return count === 1 ? `New message from ${sender}` : `${what} ${where}`;
    return only ? `${only} in ${room}` : `${what} ${where}`;
  },
  bareSubject: "New messages",
  digestSubject: (digest, count, isMore) =>
    `${digest === "daily" ? "Daily" : "Weekly"} digest: ${messages(count, isMore).replace(" ", " unread ")}`,
  missed: (workspace) => `You haven't read these messages in ${workspace} yet.`,
  digest: (digest, workspace) =>
    `${digest === "daily" ? "Unread since yesterday's digest" : "Unread since last week's digest"} in ${workspace}.`,
  unread: (count) => `You have ${count} unread ${english(count, { one: "message", other: "messages" })}.`,
  more: (count, isMore) => `${messages(count, isMore).replace(" ", " more ")}`,
  moreRooms: (count) => `Unread messages in ${count} more ${english(count, { one: "room", other: "rooms" })}`,
  open: "Open Parley",
  why: ({ mail, digest }) =>
    mail === "digest"
      ? `You get this because your ${digest} digest is on.`
      : "You get this because email about mentions and direct messages is on.",
  settings: "Notification settings",
  unsubscribe: "Turn these emails off",
};

const SOME_MESSAGES: Forms = { one: "сообщение", few: "сообщения", many: "сообщений", other: "сообщения" };
const newMessages = (count: number) =>
  `${count} ${russian(count, { one: "новое сообщение", few: "новых сообщения", many: "новых сообщений", other: "нового сообщения" })}`;

const RUSSIAN: MailWords = {
  lang: "ru",
  hello: (name) => `Здравствуйте, ${name}!`,
  subject({ count, sender, only, room, otherRooms }) {
    const where = sender ?? room;
    if (otherRooms > 0) return `${newMessages(count)}: ${where} и ещё ${otherRooms}`;
    if (count > 1) return `${where}: ${newMessages(count)}`;
    return sender ? `${sender}: новое сообщение` : `${only}, ${room}`;
  },
  bareSubject: "Новые сообщения",
  digestSubject: (digest, count, isMore) =>
    `Непрочитанное за ${digest === "daily" ? "день" : "неделю"}: ${
      isMore ? `больше ${count} сообщений` : `${count} ${russian(count, SOME_MESSAGES)}`
    }`,
  missed: (workspace) => `Эти сообщения в пространстве «${workspace}» ещё не прочитаны.`,
  digest: (digest, workspace) =>
    `Непрочитанное в пространстве «${workspace}» ${digest === "daily" ? "за день" : "за неделю"}.`,
  unread: (count) =>
    `У вас ${count} ${russian(count, { one: "непрочитанное сообщение", few: "непрочитанных сообщения", many: "непрочитанных сообщений", other: "непрочитанного сообщения" })}.`,
  more: (count, isMore) =>
    isMore ? `и больше ${count} других сообщений` : `и ещё ${count} ${russian(count, SOME_MESSAGES)}`,
  moreRooms: (count) =>
    `Непрочитанное есть ещё в ${count} ${russian(count, { one: "комнате", other: "комнатах" })}`,
  open: "Открыть Parley",
  why: ({ mail, digest }) =>
    mail === "digest"
      ? `Это письмо приходит, потому что включена сводка ${digest === "daily" ? "за день" : "за неделю"}.`
      : "Это письмо приходит, потому что включены письма об упоминаниях и личной переписке.",
  settings: "Настройки уведомлений",
  unsubscribe: "Отключить эти письма",
};

/** Returns the texts in a person's language. */
export const mailWords = (locale: string | null): MailWords => (locale === "ru" ? RUSSIAN : ENGLISH);
