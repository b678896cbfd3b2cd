import type { Page } from "@playwright/test";
import type { BenchEnvironment } from "../environment";
import { median, type Result, result } from "../result";
import { type BenchPage, type BenchSession, enterRoom, openBenchSession } from "./session";

const ROOMS = 200;
const BEFORE = 50;
const MISSED_IN_EACH = 500;
const RUNS = 3;

/**
 * Measures the return after a long absence: 100,000 messages in 200 rooms arrived meanwhile, and the page is still
 * the same one.
 */
export async function measureAbsence(place: BenchEnvironment): Promise<Result[]> {
  const size = { name: "absence", rooms: ROOMS, inEach: BEFORE, inLargest: BEFORE };
  const session = await openBenchSession(place, size);
  const runs: Awaited<ReturnType<typeof comeBack>>[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await comeBack(session, BEFORE + run * MISSED_IN_EACH));
  await session.close();
  const of = (field: "inView" | "whole" | "bytes") => median(runs.map((each) => each[field]));
  return [
    result("100,000 missed, the room in view", of("inView"), "ms", { most: 300 }),
    result("100,000 missed, the counts in the sidebar", of("whole"), "ms"),
    result("100,000 missed, over the wire", of("bytes") / 1000, "kB"),
  ];
}

/** `seq` is the end of every room when its reader left. */
async function comeBack(desk: BenchSession, seq: number) {
  await readAll(desk);
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, 0);
  await seat.page.getByRole("log").locator(`[data-seq="${seq}"]`).waitFor();
  await seat.page.waitForLoadState("networkidle");
  await seat.page.context().setOffline(true);
  for (const roomId of desk.roomIds) await desk.sayUpTo(roomId, seq + MISSED_IN_EACH);
  const bytes = await countBytes(seat);
  const times = watchReturn(seat.page, seq + 1);
  await seat.page.context().setOffline(false);
  const { inView, whole } = await times;
  await seat.leave();
  return { inView, whole, bytes: bytes() };
}

async function readAll({ parley, me }: BenchSession) {
  const headers = { authorization: `Bearer ${me.token}` };
  const response = await fetch(`${parley.url}/api/v1/me/read-all`, { method: "POST", headers });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** Counts the bytes on the wire from now on. */
async function countBytes({ cdp }: BenchPage): Promise<() => number> {
  let bytes = 0;
  await cdp.send("Network.enable");
  cdp.on("Network.dataReceived", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  cdp.on("Network.webSocketFrameReceived", ({ response }) => {
    bytes += response.payloadData.length;
  });
  return () => bytes;
}

/** Measures from the return of the network to the first missed message, and to the last count on the page. */
const watchReturn = (page: Page, firstMissed: number) =>
  page.evaluate(async (seq) => {
    await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
    const started = performance.now();
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise(requestAnimationFrame);
      return performance.now() - started;
    };
    const inView = await until(() => document.querySelector(`[role=log] [data-seq="${seq}"]`) !== null);
    const links = () => [...document.querySelectorAll("nav a[href^='/rooms/']")];
    const whole = await until(() => links().every((link) => link.textContent?.includes("99+")));
    return { inView, whole };
  }, firstMissed);
