import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { Presence } from "./presence";

let now = 0;
const made = (name: string) => new Presence(name, () => now);

beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
});
afterEach(() => void vi.useRealTimers());

describe("in one process", () => {
  test("a person is there with the first socket, and gone some seconds after the last", () => {
    const here = made("a");
    here.addSocket("ada", "s1");
    here.addSocket("ada", "s1");
    expect([here.statusOf("ada"), here.takeChanged()]).toEqual(["online", ["ada"]]);
    here.removeSocket("ada", "s1");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs);
    expect(here.statusOf("ada")).toBe("online");
    here.removeSocket("ada", "s1");
    expect(here.statusOf("ada")).toBe("online");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs);
    expect([here.statusOf("ada"), here.takeChanged(), here.userIds()]).toEqual(["offline", ["ada"], []]);
  });

  test("a session that ended counts no longer, with open sockets or just closed ones", () => {
    const here = made("a");
    for (const session of ["open", "closed", "other"]) here.addSocket("ada", session);
    here.takeChanged();
    here.removeSocket("ada", "closed");
    expect(here.sessionsOf("ada")).toEqual(["open", "closed", "other"]);
    for (const session of ["open", "closed", "unknown"]) here.endSession("ada", session);
    expect([here.statusOf("ada"), here.takeChanged()]).toEqual(["online", []]);
    here.endSession("ada", "other");
    expect([here.statusOf("ada"), here.takeChanged(), here.takeDeparted()]).toEqual([
      "offline",
      ["ada"],
      ["ada"],
    ]);
    here.removeSocket("ada", "open");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs);
    expect([here.takeChanged(), here.takeDeparted(), here.sessionsOf("ada")]).toEqual([[], [], []]);
  });

  test("a reload changes nothing for others", () => {
    const here = made("a");
    here.addSocket("ada", "s1");
    here.takeChanged();
    here.removeSocket("ada", "s1");
    here.addSocket("ada", "s1");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs * 2);
    expect([here.statusOf("ada"), here.takeChanged()]).toEqual(["online", []]);
  });

  test("a person is away when all of their devices are", () => {
    const here = made("a");
    here.addSocket("ada", "phone");
    here.addSocket("ada", "laptop");
    here.takeChanged();
    here.setAway("ada", "phone", true);
    expect([here.statusOf("ada"), here.takeChanged()]).toEqual(["online", []]);
    here.setAway("ada", "laptop", true);
    expect([here.statusOf("ada"), here.takeChanged()]).toEqual(["away", ["ada"]]);
    here.setAway("ada", "laptop", false);
    expect([here.statusOf("ada"), here.takeChanged()]).toEqual(["online", ["ada"]]);
  });

  test("a new status text is broadcast though nobody came or went", () => {
    const here = made("a");
    here.addSocket("ada", "s1");
    here.takeChanged();
    here.refresh("ada");
    expect([here.takeChanged(), here.takeChanged()]).toEqual([["ada"], []]);
  });

  test("a thousand people at once are broadcast in portions, none of them twice", () => {
    const here = made("a");
    for (let i = 0; i < 1_000; i++) here.addSocket(`p${i}`, `s${i}`);
    const changed: string[] = [];
    for (let i = 0; i < 20; i++) {
      const some = here.takeChanged();
      expect(some.length).toBeLessThanOrEqual(LIMITS.presenceChangesAtOnce);
      changed.push(...some);
    }
    expect(new Set(changed).size).toBe(1_000);
    expect(changed).toHaveLength(1_000);
  });
});

describe("in several processes", () => {
  test("processes exchange changes, and each broadcasts only what is new to all", () => {
    const [a, b] = [made("a"), made("b")];
    a.addSocket("ada", "s1");
    expect(b.applyMessage(a.takeMessage(false))).toEqual({ wantsAll: false, lacks: false });
    expect([b.statusOf("ada"), b.takeChanged(), b.userIds()]).toEqual(["online", ["ada"], ["ada"]]);
    b.addSocket("ada", "s2");
    expect(b.takeChanged()).toEqual([]);
    a.refresh("ada");
    b.applyMessage(a.takeMessage(false));
    expect(b.takeChanged()).toEqual(["ada"]);
  });

  test("a process that missed a message finds another count, asks for a snapshot, and catches up", () => {
    const [a, b] = [made("a"), made("b")];
    a.addSocket("ada", "s1");
    a.addSocket("bob", "s2");
    a.takeMessage(false);
    a.addSocket("cyd", "s3");
    expect(b.applyMessage(a.takeMessage(false))).toMatchObject({ lacks: true });
    expect(b.applyMessage(a.takeMessage(true))).toMatchObject({ lacks: false });
    expect(b.userIds().sort()).toEqual(["ada", "bob", "cyd"]);
  });

  test("a silent process takes its people with it, except those who are connected elsewhere", () => {
    const [a, b] = [made("a"), made("b")];
    a.addSocket("ada", "s1");
    a.addSocket("bob", "s2");
    b.applyMessage(a.takeMessage(false));
    b.addSocket("bob", "s3");
    b.takeChanged();
    now += LIMITS.presenceSilenceMs - 1;
    b.expireProcesses();
    expect(b.statusOf("ada")).toBe("online");
    now += 1;
    b.expireProcesses();
    expect([b.statusOf("ada"), b.statusOf("bob"), b.takeChanged()]).toEqual(["offline", "online", ["ada"]]);
  });

  test("a dead process is noticed within thirty seconds, and a live one is never taken for dead", () => {
    const [a, b] = [new Presence("a", Date.now), new Presence("b", Date.now)];
    a.addSocket("ada", "s1");
    const life = setInterval(() => b.applyMessage(a.takeMessage(false)), LIMITS.presenceBeatMs);
    const watch = setInterval(() => b.expireProcesses(), 1_000);
    vi.advanceTimersByTime(10 * LIMITS.presenceSilenceMs);
    expect(b.takeChanged()).toEqual(["ada"]);
    expect(b.statusOf("ada")).toBe("online");
    clearInterval(life);
    vi.advanceTimersByTime(30_000);
    expect(b.statusOf("ada")).toBe("offline");
    clearInterval(watch);
  });
});
