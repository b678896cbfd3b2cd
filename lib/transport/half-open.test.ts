import { expect, test, vi } from "vitest";
import { hub } from "@/lib/delivery/publish";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person } from "@/tests/support/world";

testDatabase();
const server = testServer({ pingMs: 200, pongMs: 200 });

test.each(Object.entries(KINDS))(
  "R11: a %s peer that is gone without a word is found by its silence",
  async (_kind, connect) => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [hers, his] = [await connect(server.port, ada), await connect(server.port, bob)];
    his.pauseReads();
    await vi.waitUntil(() => !hub()!.isConnected(bob.userId), { timeout: 15_000 });
    expect(await hers.ask("ping")).toBeTruthy();
    hers.close();
  },
);

test("R11: two pings, or a ping and its time to be answered, are less than 45 seconds", () => {
  expect(2 * LIMITS.pingMs).toBeLessThan(45_000);
  expect(LIMITS.pingMs + LIMITS.pongMs).toBeLessThan(45_000);
});
