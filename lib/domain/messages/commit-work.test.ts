import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { enqueue } from "@/lib/core/jobs/enqueue";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { type CommitHandler, CommitReader, makeCommitJob, readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import { Prisma } from "@/prisma/generated/client";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadRow } from "@/tests/support/files";
import { type Person, person, room } from "@/tests/support/world";
import { readCommittedMessages } from "./committed-messages";
import { deleteMessage } from "./edit/delete-message";
import { sendMessage } from "./send/send-message";

testDatabase();

/** Texts of the messages in the order in which a handler got them, by room. */
let handled: Map<string, string[]>;
const note: CommitHandler = async ({ db }, commits) => {
  for (const { roomId, text } of await readCommittedMessages(db, commits, Prisma.sql`true`))
    handled.set(roomId, [...(handled.get(roomId) ?? []), text]);
};
const noted = defineJob({
  kind: "test.noted",
  input: z.object({ text: z.string() }),
  maxAttempts: 1,
  backoff: { first: 1, longest: 1 },
  run: async () => {},
});

const send = (by: Person, room: string, text: string) => sendMessage(by, { room, text });
const rowCount = () => db().commitWork.count();

beforeEach(async () => {
  handled = new Map();
  await db().commitWork.deleteMany();
  await db().job.deleteMany();
});

test("messages of one commit are one row a room, and its handlers get them in order", async () => {
  const ada = await person("Ada");
  const [den, attic] = [await room(ada), await room(ada)];
  await db().commitWork.deleteMany();
  const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
  await Promise.all(texts.map((text) => send(ada, den.id, text)));
  await send(ada, attic.id, "attic");
  expect(await rowCount()).toBeLessThan(10);
  expect(await readCommits([note])).toBe(true);
  expect(handled).toEqual(
    new Map([
      [den.id, texts],
      [attic.id, ["attic"]],
    ]),
  );
  expect(await rowCount()).toBe(0);
});

test("refused, deleted and system messages reach no handler; files do", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const den = await room(ada);
  await expect(send(eve, den.id, "refused")).rejects.toThrow();
  const { message } = await send(ada, den.id, "deleted");
  await deleteMessage(ada, { message: message.id });
  await sendFiles(ada, den.id, [await uploadRow(ada)]);
  let files: unknown;
  await readCommits([
    note,
    async ({ db }, commits) => {
      files = (await readCommittedMessages(db, commits, Prisma.sql`x.file_count > 0`)).map(
        ({ attachments }) => attachments?.map(({ name }) => name),
      );
    },
  ]);
  expect(handled.get(den.id)).toEqual([""]);
  expect(files).toEqual([["plan.txt"]]);
});

test("jobs of a handler commit with the end of the row, or not", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await send(ada, den.id, "one");
  const jobs = () => db().job.findMany({ select: { kind: true } });
  const failing: CommitHandler = async (ctx) => {
    await enqueue(ctx, noted, { text: "one" });
    throw new Error("a bug");
  };
  await readCommits([failing]);
  expect(await jobs(), "only what was put off").toEqual([{ kind: "message.derive" }]);
  expect(await rowCount()).toBe(0);
  await runDueJobs([makeCommitJob([async (ctx) => enqueue(ctx, noted, { text: "one" })])]);
  expect(await jobs()).toEqual([{ kind: "test.noted" }]);
});

test("a commit on which a handler fails holds up no other, and is tried again as a job", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  for (const text of ["1", "bad", "2", "3"]) await send(ada, den.id, text);
  let isMended = false;
  const handler: CommitHandler = async (ctx, commits) => {
    const messages = await readCommittedMessages(ctx.db, commits, Prisma.sql`true`);
    if (!isMended && messages.some(({ text }) => text === "bad")) throw new Error("a bug");
    await note(ctx, commits);
  };
  await readCommits([handler]);
  expect(handled.get(den.id)).toEqual(["1", "2", "3"]);
  isMended = true;
  await runDueJobs([makeCommitJob([handler])]);
  expect(handled.get(den.id)).toEqual(["1", "2", "3", "bad"]);
});

test("a reader is woken by a commit of its process", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const heard = Promise.withResolvers<void>();
  const reader = new CommitReader([note, async () => heard.resolve()]);
  onTestFinished(() => reader.stop());
  await vi.waitFor(async () => expect(await rowCount()).toBe(0));
  await send(ada, den.id, "hello");
  await heard.promise;
  expect(handled.get(den.id)).toEqual(["hello"]);
});

test("a reader that stops ends the batch at hand, and leaves the rest to others", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await db().$executeRaw`
    INSERT INTO commit_work (room_id, from_seq, to_seq) SELECT ${den.id}::uuid, n, n FROM generate_series(1, 1200) n`;
  let calls = 0;
  const stopped = Promise.withResolvers<void>();
  const reader: CommitReader = new CommitReader([
    async () => {
      calls++;
      void reader.stop().then(stopped.resolve);
    },
  ]);
  await stopped.promise;
  expect(calls).toBe(1);
  expect(await rowCount()).toBeGreaterThanOrEqual(700);
  expect(await readCommits([note])).toBe(true);
  expect(await rowCount()).toBe(0);
});

test("several readers handle each message once, in the order of its room, while others write", async () => {
  const ada = await person("Ada");
  const rooms = [await room(ada), await room(ada), await room(ada)];
  await db().commitWork.deleteMany();
  const readers = Array.from({ length: 3 }, () => new CommitReader([note]));
  onTestFinished(async () => void (await Promise.all(readers.map((reader) => reader.stop()))));
  const texts = Array.from({ length: 60 }, (_, i) => `${i}`);
  for (const text of texts) await Promise.all(rooms.map(({ id }) => send(ada, id, text)));
  await vi.waitFor(
    async () => {
      for (const reader of readers) reader.wake();
      expect(await rowCount()).toBe(0);
    },
    { timeout: 10_000 },
  );
  for (const { id } of rooms) expect(handled.get(id)).toEqual(texts);
});

test("a handler that takes long holds up no send", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await send(ada, den.id, "one");
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow: CommitHandler = async (ctx, commits) => {
    begun.resolve();
    await gate.promise;
    await note(ctx, commits);
  };
  const reading = readCommits([slow]);
  await begun.promise;
  await send(ada, den.id, "two");
  expect(await readCommits([note]), "another reader leaves it to the first").toBe(false);
  expect(handled.size).toBe(0);
  gate.resolve();
  await reading;
  expect(handled.get(den.id)).toEqual(["one"]);
  await readCommits([note]);
  expect(handled.get(den.id)).toEqual(["one", "two"]);
});

test("commits of a process that was killed while it read them are read by another one", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const { message } = await send(ada, den.id, "kept");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/support/commit-process.ts", JSON.stringify(settings())],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [seq] = await once(createInterface(child.stdout), "line");
  expect(Number(seq)).toBeLessThanOrEqual(message.seq);
  expect(await readCommits([note]), "the child has the lock").toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  await vi.waitFor(async () => expect(await readCommits([note])).toBe(true));
  expect(handled.get(den.id)).toEqual(["kept"]);
});

test("a reader that stands still loses its turn", async () => {
  const ada = await person("Ada");
  await send(ada, (await room(ada)).id, "one");
  let timeout: unknown;
  await readCommits([
    async ({ db }) => {
      timeout = await db.$queryRaw`SELECT current_setting('idle_in_transaction_session_timeout') AS is`;
    },
  ]);
  expect(timeout).toEqual([{ is: "30s" }]);
});
