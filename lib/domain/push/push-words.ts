import type { FileSummary } from "@/lib/shared/files/file-summary";

/** Texts of pushes in one language. The worker that shows them has none of its own. */
export type PushWords = {
  lang: string;
  from(sender: string, room: string): string;
  newMessage: string;
  reply: string;
  markRead: string;
  test: { title: string; body: string };
  poll(question: string): string;
  files(summary: FileSummary): string;
};

const plural = (lang: string) => {
  const rules = new Intl.PluralRules(lang);
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>) =>
    `${count} ${forms[rules.select(count)] ?? forms.other}`;
};

const english = plural("en");
const russian = plural("ru");

const ENGLISH: PushWords = {
  lang: "en",
  from: (sender, room) => `${sender} in ${room}`,
  newMessage: "New message",
  reply: "Reply",
  markRead: "Mark as read",
  test: { title: "Test notification", body: "Notifications reach this device." },
  poll: (question) => `Poll: ${question}`,
  files({ kind, count, name }) {
    if (kind === "named") return name;
    if (count > 1) return english(count, ENGLISH_FILES[kind]);
    return { image: "Photo", video: "Video", audio: "Audio file", voice: "Voice message", mixed: "File" }[
      kind
    ];
  },
};

const ENGLISH_FILES = {
  image: { other: "photos" },
  video: { other: "videos" },
  audio: { other: "audio files" },
  voice: { other: "voice messages" },
  mixed: { other: "files" },
};

const RUSSIAN: PushWords = {
  lang: "ru",
  from: (sender, room) => `${sender}, ${room}`,
  newMessage: "Новое сообщение",
  reply: "Ответить",
  markRead: "Прочитано",
  test: { title: "Проверка уведомлений", body: "Уведомления приходят на это устройство." },
  poll: (question) => `Опрос: ${question}`,
  files({ kind, count, name }) {
    if (kind === "named") return name;
    if (count > 1) return russian(count, RUSSIAN_FILES[kind]);
    return {
      image: "Фото",
      video: "Видео",
      audio: "Аудиофайл",
      voice: "Голосовое сообщение",
      mixed: "Файл",
    }[kind];
  },
};

const RUSSIAN_FILES = {
  image: { other: "фото" },
  video: { other: "видео" },
  audio: { one: "аудиофайл", few: "аудиофайла", other: "аудиофайлов" },
  voice: { one: "голосовое сообщение", few: "голосовых сообщения", other: "голосовых сообщений" },
  mixed: { one: "файл", few: "файла", other: "файлов" },
};

/** Returns the texts in a person's language. */
export const pushWords = (locale: string | null): PushWords => (locale === "ru" ? RUSSIAN : ENGLISH);
