import { percentile } from "../percentile";
import { type Result, result } from "../result";
import { lateShare, watchFrames } from "./frames";
import { type BenchSession, enterRoom } from "./session";

const A_MINUTE = 1_000;
const SECONDS = 15;

/** A thousand messages a minute into a room whose end is on the screen. */
export async function measureFlood(desk: BenchSession): Promise<Result[]> {
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, 2);
  const end = await watchFrames(seat.page);
  const count = (A_MINUTE * SECONDS) / 60;
  for (let i = 0; i < count; i++) {
    const rest = new Promise((resolve) => setTimeout(resolve, 60_000 / A_MINUTE));
    await Promise.all([rest, say(desk, `And **another** one: ${i}`)]);
  }
  const frames = await end();
  await seat.leave();
  return [
    result("a thousand messages a minute, frames that came late", lateShare(frames), "%", { most: 5 }),
    result("a thousand messages a minute, frame p99", percentile(frames.times, 0.99), "ms"),
    result("a thousand messages a minute, most messages in the page", frames.mostRows, "", { most: 300 }),
  ];
}

async function say({ parley, other, roomIds }: BenchSession, text: string): Promise<void> {
  const response = await fetch(`${parley.url}/api/v1/rooms/${roomIds[2]}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${other.token}`, "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}
