import type { ReminderRepeat } from "@/lib/shared/views";

type Repeated = {
  repeat: ReminderRepeat | null;
  /** From 1 (Monday) to 7 (Sunday), where the text names one. */
  weekday: number | null;
  /** The text without the words of the repetition. */
  rest: string;
};

/** Words of a repetition, and the weekday that they name. Letters on either side would make them another word. */
const words = (pattern: string) => new RegExp(String.raw`(?<!\p{L})(?:${pattern})(?!\p{L})`, "iu");

const WEEKDAYS = [
  String.raw`every\s+mon(?:day)?|каждый\s+понедельник|по\s+понедельникам`,
  String.raw`every\s+tue(?:sday)?|каждый\s+вторник|по\s+вторникам`,
  String.raw`every\s+wed(?:nesday)?|каждую\s+среду|по\s+средам`,
  String.raw`every\s+thu(?:rsday)?|каждый\s+четверг|по\s+четвергам`,
  String.raw`every\s+fri(?:day)?|каждую\s+пятницу|по\s+пятницам`,
  String.raw`every\s+sat(?:urday)?|каждую\s+субботу|по\s+субботам`,
  String.raw`every\s+sun(?:day)?|каждое\s+воскресенье|по\s+воскресеньям`,
];

const SERIES: readonly (readonly [RegExp, ReminderRepeat, number | null])[] = [
  [
    words(
      String.raw`every\s+(?:week|working|work|business)\s*day|weekdays|on\s+weekdays|по\s+будням|кажд(?:ый|ого)\s+(?:будний|рабочий)\s+день|по\s+рабочим\s+дням`,
    ),
    "weekdays",
    null,
  ],
  [words(String.raw`every\s*day|daily|кажд(?:ый|ого)\s+день|ежедневно`), "daily", null],
  ...WEEKDAYS.map((pattern, index) => [words(pattern), "weekly", index + 1] as const),
  [words(String.raw`every\s+week|weekly|каждую\s+неделю|еженедельно`), "weekly", null],
];

/** Takes the words of a repetition out of a text. */
export function takeRepeat(text: string): Repeated {
  for (const [pattern, repeat, weekday] of SERIES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    return { repeat, weekday, rest: rest.replace(/\s+/gu, " ").trim() };
  }
  return { repeat: null, weekday: null, rest: text };
}
