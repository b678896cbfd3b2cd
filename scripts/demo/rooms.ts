import type { RoomKind } from "@/lib/shared/views";
import { type Language, PEOPLE } from "./people";

/** Plan of a room in the demo. */
export type RoomPlan = {
  key: string;
  kind: RoomKind;
  name?: string;
  topic?: string;
  /** Usernames; the first one made the room and owns it. */
  members: string[];
  moderators?: string[];
  /** Number of members who joined later. */
  latecomers?: number;
  /** Usernames of people who joined and left. */
  leavers?: string[];
  /** Topics of its conversations: see dialogues/. */
  talks: string[];
  language?: Language;
  conversations: number;
  /** People who begin conversations, if not everybody does. */
  hosts?: string[];
  /** Minutes since the last message, for rooms with a finale of their own. */
  quiet?: number;
  /** Unread messages by username. Others are near the end. */
  behind?: Record<string, number>;
};

const words = (text: string) => text.trim().split(/\s+/);

const everyone = (first: string) => [
  first,
  ...PEOPLE.filter(({ username, role }) => username !== first && role !== "guest").map(
    ({ username }) => username,
  ),
];

const NAMED: RoomPlan[] = [
  {
    key: "announcements",
    kind: "open",
    name: "announcements",
    topic: "News for everyone · few words, please",
    members: everyone("grace"),
    moderators: words("hannah peter"),
    talks: ["announcements"],
    conversations: 11,
    hosts: words("grace hannah vera chloe olga"),
    quiet: 38,
    behind: { dmitry: 2 },
  },
  {
    key: "platform",
    kind: "open",
    name: "platform",
    topic: "Deploys, databases and on-call · runbook pinned",
    members:
      words(`marta anna dmitry tom deploy-bot peter lukas alexey pavel roman ivan daniel priya timur maxim oscar
      emma olga leo artyom`),
    moderators: words("anna lukas"),
    latecomers: 5,
    leavers: ["noah"],
    talks: words("deploys oncall databases code incidents"),
    conversations: 180,
    quiet: 2,
  },
  {
    key: "backend",
    kind: "open",
    name: "бэкенд",
    topic: "Серверная часть: вопросы, релизы, база данных",
    members: words("pavel anna dmitry alexey roman deploy-bot maxim mikhail timur artyom"),
    latecomers: 3,
    talks: words("deploys oncall databases code"),
    language: "ru",
    conversations: 80,
    quiet: 21,
  },
  {
    key: "design",
    kind: "open",
    name: "design",
    topic: "Screens, words and everything that moves",
    members: words("elena sofia polina ivan daniel chloe emma dmitry olga rina ekaterina yuki"),
    moderators: words("sofia"),
    latecomers: 3,
    talks: ["design"],
    conversations: 48,
    hosts: words("elena sofia polina rina"),
    quiet: 26,
  },
  {
    key: "frontend",
    kind: "open",
    name: "frontend",
    topic: "Browser things",
    members: words("ivan daniel sofia polina dmitry leo ekaterina tom emma yuki"),
    latecomers: 2,
    talks: words("frontend code"),
    conversations: 60,
  },
  {
    key: "mobile",
    kind: "open",
    name: "mobile",
    topic: "iOS и Android",
    members: words("ekaterina sergey farid elena maxim james polina mikhail"),
    talks: ["mobile"],
    conversations: 24,
  },
  {
    key: "data",
    kind: "open",
    name: "data",
    topic: "Numbers, and what they don't say",
    members: words("priya timur rina anna peter noah svetlana"),
    latecomers: 2,
    talks: ["data"],
    conversations: 28,
  },
  {
    key: "support",
    kind: "open",
    name: "support",
    topic: "Customers first · urgent things go to incident-room",
    members: words("james aisha julia emma dmitry marta olga oscar pavel chloe"),
    moderators: words("aisha"),
    latecomers: 2,
    leavers: ["leo"],
    talks: ["support"],
    conversations: 60,
    hosts: words("james aisha julia emma"),
    quiet: 14,
    behind: { dmitry: 4 },
  },
  {
    key: "random",
    kind: "open",
    name: "random",
    topic: "Lunch, cats, weather",
    members: everyone("vera"),
    latecomers: 8,
    talks: ["chatter"],
    language: "en",
    conversations: 76,
    quiet: 9,
  },
  {
    key: "smoking",
    kind: "open",
    name: "курилка",
    topic: "Обо всём, кроме работы",
    members:
      words(`vera dmitry anna pavel roman alexey julia elena polina maxim mikhail sergey ekaterina olga nadezhda
      svetlana timur artyom ivan`),
    latecomers: 6,
    talks: ["chatter"],
    language: "ru",
    conversations: 48,
    quiet: 33,
  },
  {
    key: "running",
    kind: "open",
    name: "running-club",
    topic: "Talking pace",
    members: words("lukas hannah daniel priya farid ines"),
    talks: ["clubs"],
    language: "en",
    conversations: 3,
  },
  {
    key: "boardgames",
    kind: "open",
    name: "настолки",
    topic: "По четвергам в большой переговорной",
    members: words("maxim polina roman julia artyom"),
    talks: ["clubs"],
    language: "ru",
    conversations: 2,
  },
  {
    key: "incident-room",
    kind: "password",
    name: "incident-room",
    topic: "One incident at a time · the lead has the word",
    members: words("lukas marta anna dmitry alexey tom oscar james pavel peter deploy-bot"),
    moderators: words("marta"),
    latecomers: 3,
    talks: ["incidents"],
    conversations: 26,
    quiet: 5,
    behind: { dmitry: 5 },
  },
  {
    key: "finance",
    kind: "password",
    name: "бухгалтерия",
    topic: "Счета, акты, сроки",
    members: words("nadezhda svetlana grace olga noah vera"),
    talks: ["finance"],
    conversations: 10,
    hosts: words("nadezhda svetlana"),
  },
  {
    key: "leadership",
    kind: "closed",
    name: "leadership",
    topic: "Decisions, with reasons",
    members: words("grace peter marta hannah dmitry olga"),
    talks: ["leadership"],
    conversations: 11,
    quiet: 29,
  },
  {
    key: "hiring",
    kind: "closed",
    name: "hiring",
    topic: "People we would like to work with",
    members: words("grace hannah elena marta dmitry olga maxim"),
    latecomers: 1,
    talks: ["hiring"],
    conversations: 12,
  },
  {
    key: "crew",
    kind: "group",
    name: "Release crew",
    members: words("olga maxim tom dmitry deploy-bot"),
    talks: ["release"],
    conversations: 10,
    quiet: 11,
  },
  {
    key: "trip",
    kind: "group",
    members: words("emma dmitry chloe"),
    talks: ["trip"],
    language: "en",
    conversations: 3,
  },
];

/** Pairs with direct conversations, and how many. The same name twice means a person's own notes. */
const PAIRS: [string, string, number][] = [
  ["anna", "dmitry", 7],
  ["marta", "dmitry", 6],
  ["tom", "dmitry", 6],
  ["olga", "dmitry", 6],
  ["lukas", "dmitry", 4],
  ["elena", "sofia", 6],
  ["elena", "polina", 6],
  ["pavel", "roman", 6],
  ["anna", "pavel", 6],
  ["james", "aisha", 6],
  ["james", "julia", 4],
  ["marta", "lukas", 6],
  ["priya", "timur", 5],
  ["grace", "peter", 6],
  ["grace", "hannah", 5],
  ["ivan", "daniel", 6],
  ["ekaterina", "sergey", 6],
  ["maxim", "mikhail", 6],
  ["nadezhda", "svetlana", 6],
  ["vera", "olga", 5],
  ["oscar", "lukas", 4],
  ["leo", "daniel", 4],
  ["artyom", "anna", 5],
  ["noah", "ines", 5],
  ["emma", "chloe", 5],
  ["yuki", "sofia", 3],
  ["dmitry", "dmitry", 5],
  ["anna", "anna", 4],
  ["marta", "marta", 3],
];

const FRESH: Record<string, Partial<RoomPlan>> = {
  anna: { quiet: 12, behind: { dmitry: 1 } },
  marta: { quiet: 31 },
  tom: { quiet: 19 },
};

function planOfPair([one, other, conversations]: [string, string, number]): RoomPlan {
  const isNotes = one === other;
  return {
    key: isNotes ? `notes-${one}` : other === "dmitry" ? one : `${one}-${other}`,
    kind: "direct",
    members: isNotes ? [one] : [one, other],
    talks: [isNotes ? "notes" : "direct"],
    conversations,
    ...(other === "dmitry" && FRESH[one]),
  };
}

/** All rooms of the demo: each kind at least once, and some without the demo's administrator. */
export const ROOMS: RoomPlan[] = [...NAMED, ...PAIRS.map(planOfPair)];
