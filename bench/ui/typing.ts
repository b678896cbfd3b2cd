import { type Result, result } from "../result";
import { type BenchPage, type BenchSession, enterRoom } from "./session";

const CHARACTERS = 100;

/** Measures the page's work for one typed character, with the largest list of messages above. */
export async function measureTyping(desk: BenchSession): Promise<Result[]> {
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, 3);
  await fillWindow(seat);
  const input = seat.page.locator("textarea");
  await input.pressSequentially("warming up ");
  await seat.cdp.send("Performance.enable");
  const before = await busySeconds(seat);
  await input.pressSequentially("a".repeat(CHARACTERS), { delay: 20 });
  const busy = (await busySeconds(seat)) - before;
  await seat.leave();
  return [result("typing a character, 300 messages above", (busy * 1000) / CHARACTERS, "ms", { most: 8 })];
}

async function fillWindow({ page }: BenchPage) {
  await page.evaluate(async () => {
    const list = document.querySelector("[role=log]");
    const count = () => list?.querySelectorAll("[data-seq]").length ?? 0;
    while (list && count() < 300) {
      list.scrollTop = -list.scrollHeight;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}

/** Returns the time that the page's main thread has worked so far. */
async function busySeconds({ cdp }: BenchPage): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}
