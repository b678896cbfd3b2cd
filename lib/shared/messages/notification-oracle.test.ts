import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decideNotification, type NotifiedReader } from "./notification";

/** A case in the words of docs/notifications.md. */
type Case = {
  author: "another" | "myself" | "the room";
  deleted: boolean;
  place: "inside" | "outside" | "newcomer";
  level: "everything" | "mentions" | "keywords" | "nothing";
  muted: boolean;
  call: "name" | "group" | "here" | "all" | null;
  keyword: boolean;
  quiet: boolean;
  channel: "browser" | "push" | "mail";
  isOn: boolean;
  /** Mails are digests. */
  digest: boolean;
  read: boolean;
  active: boolean;
  impatient: boolean;
};

const ALWAYS = [true] as const;
const BOTH = [false, true] as const;
const NO = [false] as const;

/** Every combination of the given values. */
function* combinations<const T extends Record<string, readonly unknown[]>>(
  choices: T,
): Generator<{ [K in keyof T]: T[K][number] }> {
  const [first, ...rest] = Object.entries(choices);
  if (!first) return yield {} as never;
  for (const others of combinations(Object.fromEntries(rest) as T))
    for (const value of first[1]) yield { [first[0]]: value, ...others } as never;
}

const COMMON = {
  author: ["another", "myself", "the room"],
  deleted: BOTH,
  place: ["inside", "outside", "newcomer"],
  level: ["everything", "mentions", "keywords", "nothing"],
  muted: BOTH,
  call: ["name", "group", "here", "all", null],
  keyword: BOTH,
  quiet: BOTH,
} as const;

function* cases(): Generator<Case> {
  yield* combinations({
    ...COMMON,
    channel: ["browser"],
    isOn: ALWAYS,
    digest: NO,
    read: NO,
    active: BOTH,
    impatient: NO,
  });
  yield* combinations({
    ...COMMON,
    channel: ["push"],
    isOn: BOTH,
    digest: NO,
    read: BOTH,
    active: BOTH,
    impatient: BOTH,
  });
  yield* combinations({
    ...COMMON,
    channel: ["mail"],
    isOn: BOTH,
    digest: BOTH,
    read: BOTH,
    active: NO,
    impatient: NO,
  });
}

/** Expectation of a person, told apart from the rules: the outcome and, if there is no notification, why. */
function expected(one: Case): string {
  const isMine = one.author !== "another";
  const isForMe =
    one.level === "everything" ||
    one.keyword ||
    (one.level === "mentions" && ["name", "group", "here", "all"].includes(one.call ?? ""));
  const reasons = Object.entries({
    not_by_another: isMine,
    deleted: one.deleted,
    not_a_member: one.place === "outside",
    before_history: one.place === "newcomer",
    level_nothing: one.level === "nothing",
    muted: one.muted,
    not_mentioned: !isForMe && one.level === "mentions",
    no_keyword: !isForMe && one.level === "keywords",
    quiet: one.quiet,
    push_off: one.channel === "push" && !one.isOn,
    mail_off: one.channel === "mail" && !one.isOn,
    mail_mentions: one.channel === "mail" && !one.digest && one.call === null && !one.keyword,
    read: one.read,
    active_here: one.channel === "browser" && one.active,
  });
  const against = reasons.find(([, holds]) => holds)?.[0];
  if (against) return against;
  return one.channel === "push" && one.active && !one.impatient ? "held" : "told";
}

const NOW = new Date("2026-11-21T12:00:00Z");

function decided(one: Case) {
  const message = {
    seq: 5,
    sender: { id: one.author === "myself" ? "me" : "ada" },
    kind: one.author === "the room" ? "system" : "user",
    deletedAt: one.deleted ? "2026-11-21T11:00:00.000Z" : null,
  };
  const reader: NotifiedReader = {
    userId: "me",
    room: {
      kind: "open",
      role: one.place === "outside" ? null : "member",
      notify: one.level,
      mutedUntil: one.muted ? "2026-11-21T13:00:00.000Z" : null,
      firstVisibleSeq: one.place === "newcomer" ? 6 : 1,
    },
    isQuiet: one.quiet,
    isActiveHere: one.active,
    isActiveElsewhere: one.active,
    now: NOW,
    call: one.call,
    keyword: one.keyword ? "postgres" : null,
    hasRead: one.read,
    settings: {
      push: one.isOn,
      mail: !one.isOn ? "never" : one.digest ? "digest" : "mentions",
      pushWhileActive: one.impatient,
    },
  };
  return decideNotification(message as never, reader, one.channel);
}

test("every combination of the rules ends as a person would expect", () => {
  let count = 0;
  for (const one of cases()) {
    const { isWanted, isHeld, because, steps } = decided(one);
    count++;
    if ((isWanted ? (isHeld ? "held" : "told") : because) !== expected(one))
      expect({ ...one, is: isWanted ? isHeld : because }).toEqual(expected(one));
    if (steps.slice(0, -1).some(({ outcome }) => outcome !== "passed"))
      expect(steps).toEqual("only the last rule may stop a message or make it wait");
  }
  expect(count).toBeGreaterThan(60_000);
});

test("the document has the rules in the order in which they are asked", () => {
  const rows = readFileSync("docs/notifications.md", "utf8").matchAll(/^\| \d+ \| `(\w+)` \|/gm);
  const told = {
    author: "another",
    deleted: false,
    place: "inside",
    level: "everything",
    muted: false,
    call: "name",
    keyword: false,
    quiet: false,
    channel: "push",
    isOn: true,
    digest: false,
    read: false,
    active: true,
    impatient: false,
  } as const satisfies Case;
  expect([...rows].map(([, rule]) => rule)).toEqual(decided(told).steps.map(({ rule }) => rule));
});
