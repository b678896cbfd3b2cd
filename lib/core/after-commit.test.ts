import { expect, test } from "vitest";
import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { roomOperation } from "@/lib/delivery/room-operation";
import { db, type Tx } from "@/lib/platform/database/db";
import { takeComplaints } from "@/tests/support/complaints";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room } from "@/tests/support/world";
import { conflict } from "./errors";

testDatabase();

const input = z.object({ topic: z.string(), room: z.string() });
const setTopic = (tx: Tx, { room: id, topic }: z.output<typeof input>) =>
  tx.room.update({ where: { id }, data: { topic } });

const kinds = {
  "an operation": (hook: () => void) =>
    operation({
      key: "test.topic",
      summary: "Set a topic",
      input,
      authorize: () => {},
      async execute(ctx, given): Promise<string> {
        await setTopic(ctx.db, given);
        ctx.afterCommit(hook);
        return given.topic;
      },
    }),
  "an operation of the writer": (hook: () => void) =>
    roomOperation({
      key: "test.room-topic",
      summary: "Set a topic",
      input,
      rooms: (_actor, given) => [given.room],
      authorize: () => {},
      async execute(ctx, given): Promise<string> {
        await setTopic(ctx.db, given);
        ctx.afterCommit(hook);
        return given.topic;
      },
    }),
};

test.each(Object.entries(kinds))("%s answers what it wrote though a callback fails", async (_name, make) => {
  const ada = await person("Ada");
  const den = await room(ada);
  const ran: string[] = [];
  const act = make(() => {
    ran.push("first");
    throw new Error("the bus is away");
  });
  expect(await act(ada, { room: den.id, topic: "News" })).toBe("News");
  expect(ran).toEqual(["first"]);
  expect(takeComplaints()).toEqual([expect.stringContaining("the bus is away")]);
  expect(await db().room.findUnique({ where: { id: den.id } })).toMatchObject({ topic: "News" });
});

test("a callback that fails does not keep the next one from running", async () => {
  const ada = await person("Ada");
  const ran: number[] = [];
  const act = operation({
    key: "test.two",
    summary: "Run two callbacks",
    input: z.object({}),
    authorize: () => {},
    async execute(ctx): Promise<void> {
      ctx.afterCommit(async () => Promise.reject(new Error("first")));
      ctx.afterCommit(() => void ran.push(2));
    },
  });
  await act(ada, {});
  expect(ran).toEqual([2]);
  expect(takeComplaints()).toHaveLength(1);
});

test("a refusal after the commit reaches the caller, and the rows stay", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const act = operation({
    key: "test.refuse",
    summary: "Write and refuse",
    input,
    authorize: () => {},
    async execute(ctx, given): Promise<void> {
      await setTopic(ctx.db, given);
      ctx.refuseAfterCommit(conflict("Written, and refused.", "late"));
    },
  });
  await expect(act(ada, { room: den.id, topic: "Kept" })).rejects.toMatchObject(refused("conflict", "late"));
  expect(await db().room.findUnique({ where: { id: den.id } })).toMatchObject({ topic: "Kept" });
});
