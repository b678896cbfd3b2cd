import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CalledBy } from "@/components/message/text/called";
import { FormattedText } from "@/components/message/text/formatted-text";
import { UNREACHABLE } from "@/lib/client/connection/outcome";
import { createPeople } from "@/lib/client/names/people";
import { createStore } from "@/lib/client/state/store";
import { loadParser } from "@/lib/client/text/markdown-parser";
import { drawn } from "@/tests/hostile/drawing";
import { CORPUS, MEMBERS } from "@/tests/support/mention-corpus";

beforeAll(loadParser);

let reader: unknown = null;
vi.mock("@/lib/client/chat/chat-context", () => ({ useReaderIfAny: () => reader }));
beforeEach(() => {
  const people = createPeople(async () => UNREACHABLE);
  people.learn(MEMBERS.map((username) => ({ id: username, username, displayName: username, isBot: false })));
  const openRooms = { store: createStore((s) => s, {}) };
  reader = {
    chat: {
      account: { id: "me", username: "me" },
      people,
      openRooms,
      workspace: createStore((s) => s, { rooms: {} }),
    },
  };
});

const standingOut = (html: string) =>
  [...html.matchAll(/<bdi [^>]*>[@＠]([^<]*)<\/bdi>/g)].map(([, name = ""]) =>
    name.normalize("NFKC").toLowerCase(),
  );

const SENT = { createdAt: "2026-11-30T12:00:00.000Z", editedAt: null };

const WORDS = ["all", "here", "channel", "everyone"];

describe("a drawn message", () => {
  test.each(CORPUS)("%j highlights the people it mentions: %j", (text, called, everybody) => {
    const mentions = { userIds: called, here: everybody === "here", all: everybody === "all" };
    const names = standingOut(
      drawn(
        <CalledBy message={{ mentions, ...SENT }}>
          <FormattedText text={text} />
        </CalledBy>,
      ),
    );
    expect([...new Set(names.filter((name) => !WORDS.includes(name)))].sort()).toEqual(called);
    expect(names.some((name) => WORDS.includes(name))).toBe(everybody !== undefined);
  });

  test("a message without mentions, such as a forwarded one, highlights no name", () => {
    const nobody = { userIds: [], here: false, all: false };
    const html = drawn(
      <CalledBy message={{ mentions: nobody, ...SENT }}>
        <FormattedText text="@ada @all" />
      </CalledBy>,
    );
    expect(standingOut(html)).toEqual([]);
    expect(html).toContain("@ada @all");
  });
});
