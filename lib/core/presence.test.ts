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
    here.arrive("ada", "s1");
    here.arrive("ada", "s1");
    expect([here.of("ada"), here.takeChanged()]).toEqual(["online", ["ada"]]);
    here.leave("ada", "s1");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs);
    expect(here.of("ada")).toBe("online");
    here.leave("ada", "s1");
    expect(here.of("ada")).toBe("online");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs);
    expect([here.of("ada"), here.takeChanged(), here.userIds()]).toEqual(["offline", ["ada"], []]);
  });

  test("a session that ended counts no longer, with open sockets or just closed ones", () => {
    const here = made("a");
    for (const session of ["open", "closed", "other"]) here.arrive("ada", session);
    here.takeChanged();
    here.leave("ada", "closed");
    expect(here.sessionsOf("ada")).toEqual(["open", "closed", "other"]);
    for (const session of ["open", "closed", "unknown"]) here.end("ada", session);
    expect([here.of("ada"), here.takeChanged()]).toEqual(["online", []]);
    here.end("ada", "other");
    expect([here.of("ada"), here.takeChanged(), here.takeGone()]).toEqual(["offline", ["ada"], ["ada"]]);
    here.leave("ada", "open");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs);
    expect([here.takeChanged(), here.takeGone(), here.sessionsOf("ada")]).toEqual([[], [], []]);
  });

  test("a reload is told to nobody", () => {
    const here = made("a");
    here.arrive("ada", "s1");
    here.takeChanged();
    here.leave("ada", "s1");
    here.arrive("ada", "s1");
    vi.advanceTimersByTime(LIMITS.presenceGraceMs * 2);
    expect([here.of("ada"), here.takeChanged()]).toEqual(["online", []]);
  });

  test("a person is away when all of their devices are", () => {
    const here = made("a");
    here.arrive("ada", "phone");
    here.arrive("ada", "laptop");
    here.takeChanged();
    here.setAway("ada", "phone", true);
    expect([here.of("ada"), here.takeChanged()]).toEqual(["online", []]);
    here.setAway("ada", "laptop", true);
    expect([here.of("ada"), here.takeChanged()]).toEqual(["away", ["ada"]]);
    here.setAway("ada", "laptop", false);
    expect([here.of("ada"), here.takeChanged()]).toEqual(["online", ["ada"]]);
  });

  test("a status that changed is told though nobody came or went", () => {
    const here = made("a");
    here.arrive("ada", "s1");
    here.takeChanged();
    here.renew("ada");
    expect([here.takeChanged(), here.takeChanged()]).toEqual([["ada"], []]);
  });

  test("a thousand who come at once are told a few at a time, and none twice", () => {
    const here = made("a");
    for (let i = 0; i < 1_000; i++) here.arrive(`p${i}`, `s${i}`);
    const told: string[] = [];
    for (let i = 0; i < 20; i++) {
      const some = here.takeChanged();
      expect(some.length).toBeLessThanOrEqual(LIMITS.presenceChangesAtOnce);
      told.push(...some);
    }
    expect(new Set(told).size).toBe(1_000);
    expect(told).toHaveLength(1_000);
  });
});

describe("in several processes", () => {
  test("each knows of the other's people, told in changes, and tells them only of what is new to all", () => {
    const [a, b] = [made("a"), made("b")];
    a.arrive("ada", "s1");
    expect(b.hear(a.notice(false))).toEqual({ wantsAll: false, lacks: false });
    expect([b.of("ada"), b.takeChanged(), b.userIds()]).toEqual(["online", ["ada"], ["ada"]]);
    b.arrive("ada", "s2");
    expect(b.takeChanged()).toEqual([]);
    a.renew("ada");
    b.hear(a.notice(false));
    expect(b.takeChanged()).toEqual(["ada"]);
  });

  test("who missed a notice finds the count another, asks for all, and is whole", () => {
    const [a, b] = [made("a"), made("b")];
    a.arrive("ada", "s1");
    a.arrive("bob", "s2");
    a.notice(false);
    a.arrive("cyd", "s3");
    expect(b.hear(a.notice(false))).toMatchObject({ lacks: true });
    expect(b.hear(a.notice(true))).toMatchObject({ lacks: false });
    expect(b.userIds().sort()).toEqual(["ada", "bob", "cyd"]);
  });

  test("a process that falls silent takes its people with it, but for those who came elsewhere", () => {
    const [a, b] = [made("a"), made("b")];
    a.arrive("ada", "s1");
    a.arrive("bob", "s2");
    b.hear(a.notice(false));
    b.arrive("bob", "s3");
    b.takeChanged();
    now += LIMITS.presenceSilenceMs - 1;
    b.expire();
    expect(b.of("ada")).toBe("online");
    now += 1;
    b.expire();
    expect([b.of("ada"), b.of("bob"), b.takeChanged()]).toEqual(["offline", "online", ["ada"]]);
  });

  test("a process that died is noticed within thirty seconds, and one that lives is never taken for dead", () => {
    const [a, b] = [new Presence("a", Date.now), new Presence("b", Date.now)];
    a.arrive("ada", "s1");
    const life = setInterval(() => b.hear(a.notice(false)), LIMITS.presenceBeatMs);
    const watch = setInterval(() => b.expire(), 1_000);
    vi.advanceTimersByTime(10 * LIMITS.presenceSilenceMs);
    expect(b.takeChanged()).toEqual(["ada"]);
    expect(b.of("ada")).toBe("online");
    clearInterval(life);
    vi.advanceTimersByTime(30_000);
    expect(b.of("ada")).toBe("offline");
    clearInterval(watch);
  });
});
