import type { WorkspaceRole } from "@/lib/shared/views";

/** Languages of a person, which decide their conversations. */
export type Language = "en" | "ru";

/** A person of Northwind Labs before they have a row. */
export type DemoPerson = {
  username: string;
  displayName: string;
  /** For Russian, whose verbs have a gender in the past tense. */
  isWoman: boolean;
  languages: Language[];
  timeZone: string;
  role: WorkspaceRole;
  isBot: boolean;
  statusEmoji: string;
  statusText: string;
};

/** A person with the id of their row. */
export type Colleague = DemoPerson & { id: string };

const ZONES: Record<string, string> = {
  lis: "Europe/Lisbon",
  ber: "Europe/Berlin",
  lon: "Europe/London",
  msk: "Europe/Moscow",
  nsk: "Asia/Novosibirsk",
  syd: "Australia/Sydney",
};

/** One line each: username | display name | f or m | languages | time zone | status, role or `bot`, if any. */
const LINES = `
  dmitry | Дмитрий Морозов | m | ru en | msk | administrator | ☕ back at 14:00
  grace | Grace Liu | f | en | lon | administrator
  marta | Marta Oliveira | f | en | lis
  anna | Анна Ковалёва | f | ru en | msk | 🐘 Databases
  tom | Tom Nguyen | m | en | ber | 🚆 On a train
  deploy-bot | Deploy bot | m | en | ber | bot
  peter | Peter Novak | m | en | ber
  lukas | Lukas Brandt | m | en | ber | 📟 On call
  alexey | Алексей Никитин | m | ru en | nsk
  pavel | Павел Жуков | m | ru en | msk
  roman | Роман Егоров | m | ru en | nsk
  james | James Okafor | m | en | lon
  aisha | Aisha Bello | f | en | lon
  julia | Юлия Крылова | f | ru en | msk
  elena | Елена Орлова | f | ru en | ber | 🎨 Design
  sofia | Sofia Marchetti | f | en | ber
  polina | Полина Быстрова | f | ru en | msk
  ivan | Иван Белов | m | ru en | ber
  daniel | Daniel Kim | m | en | lis
  chloe | Chloé Dubois | f | en | ber
  hannah | Hannah Weiss | f | en | ber
  priya | Priya Raman | f | en | lon
  timur | Тимур Алиев | m | ru en | msk
  rina | Rina Takahashi | f | en | syd | 🌏 UTC+11
  maxim | Максим Громов | m | ru en | nsk
  mikhail | Михаил Соколов | m | ru | msk
  sergey | Сергей Лебедев | m | ru | msk
  ekaterina | Екатерина Фролова | f | ru en | nsk
  farid | Farid Haddad | m | en | ber
  oscar | Oscar Lindqvist | m | en | ber | 🔐 Security
  emma | Emma Thompson | f | en | lon
  noah | Noah Fischer | m | en | ber
  ines | Inês Carvalho | f | en | lis
  olga | Ольга Синицына | f | ru en | msk | 📋 Releases
  nadezhda | Надежда Павлова | f | ru | msk
  svetlana | Светлана Волкова | f | ru | msk | 🏖️ До понедельника
  vera | Вера Зайцева | f | ru en | msk
  leo | Leo Martins | m | en | lis | 🎓 Intern
  artyom | Артём Кузьмин | m | ru en | msk | 🎓 Стажёр
  yuki | Yuki Sato | f | en | syd | guest
`;

/** All people; the administrator that the demo logs in as comes first. */
export const PEOPLE: DemoPerson[] = LINES.trim().split("\n").map(personOf);

function personOf(line: string): DemoPerson {
  const [username = "", displayName = "", sex, languages = "en", zone = "", ...more] = line
    .split("|")
    .map((field) => field.trim());
  const role = more.find((word): word is WorkspaceRole => word === "administrator" || word === "guest");
  const status = more.find((word) => word !== role && word !== "bot") ?? "";
  const [statusEmoji = "", ...statusText] = status.split(" ");
  return {
    username,
    displayName,
    isWoman: sex === "f",
    languages: languages.split(" ") as Language[],
    timeZone: ZONES[zone] ?? "UTC",
    role: role ?? "member",
    isBot: more.includes("bot"),
    statusEmoji,
    statusText: statusText.join(" "),
  };
}
