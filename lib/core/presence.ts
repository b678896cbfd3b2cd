import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import type { Standing } from "@/lib/shared/views";

/** What processes tell each other of who is there: changes as they come, and a beat by which a death is noticed. */
export type PresenceNotice = {
  from: string;
  /** How many people the sender has; who counts otherwise asks for all of them. */
  count: number;
  people: [userId: string, standing: Standing][];
  /** People of whom something else is new that is told with their standing, such as their status. */
  renewed?: string[];
  /** `people` is all of them, not only what changed. */
  isWhole?: boolean;
  /** Asks everybody else to tell all of theirs. */
  isAsking?: boolean;
};

type Session = { sockets: number; isAway: boolean };
type Elsewhere = { people: Map<string, Standing>; heardAt: number };

/**
 * Who is there, in this process and in the others: a person is online with one socket in use, away when all of theirs are
 * idle. Nothing of it is a row. A socket that closes counts for LIMITS.presenceGraceMs more, so that a reload is not told;
 * a session that has ended counts no longer at all;
 * a process that is silent for LIMITS.presenceSilenceMs is dead, and its people with it. What changed is collected and
 * taken by `takeChanged`, at most LIMITS.presenceChangesAtOnce at a time: a thousand people who come back at once are told
 * over some seconds instead of flooding everybody.
 */
export class Presence {
  private readonly here = new Map<string, Map<string, Session>>();
  private readonly elsewhere = new Map<string, Elsewhere>();
  private readonly leaving = new Map<string, NodeJS.Timeout>();
  /** What was last told of people; who is not in it is offline. */
  private readonly told = new Map<string, Standing>();
  private readonly touched = new Set<string>();
  private readonly renewed = new Set<string>();
  private readonly unpublished = new Set<string>();
  private readonly unpublishedRenewals = new Set<string>();
  private readonly gone = new Set<string>();

  constructor(
    private readonly self: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  of(userId: string): Standing {
    const standings = [this.standingHere(userId)];
    for (const { people } of this.elsewhere.values()) standings.push(people.get(userId) ?? "offline");
    return best(standings);
  }

  /** Everyone who is not offline, in whatever process. */
  userIds(): string[] {
    const others = [...this.elsewhere.values()].flatMap(({ people }) => [...people.keys()]);
    return [...new Set([...this.here.keys(), ...others])];
  }

  arrive(userId: string, sessionId: string): void {
    const sessions = this.here.get(userId) ?? new Map<string, Session>();
    const session = sessions.get(sessionId) ?? { sockets: 0, isAway: false };
    clearTimeout(this.leaving.get(sessionId));
    this.leaving.delete(sessionId);
    sessions.set(sessionId, { sockets: session.sockets + 1, isAway: false });
    this.here.set(userId, sessions);
    this.touch(userId);
  }

  leave(userId: string, sessionId: string): void {
    const session = this.here.get(userId)?.get(sessionId);
    if (!session) return;
    session.sockets--;
    if (session.sockets > 0) return;
    const timer = setTimeout(() => this.forget(userId, sessionId), LIMITS.presenceGraceMs).unref();
    clearTimeout(this.leaving.get(sessionId));
    this.leaving.set(sessionId, timer);
  }

  /** The sessions by which somebody counts as there in this process, also those whose sockets have just closed. */
  sessionsOf(userId: string): string[] {
    return [...(this.here.get(userId)?.keys() ?? [])];
  }

  /** A session is over: nobody comes back by it, so it counts no longer, whatever sockets it still has. */
  end(userId: string, sessionId: string): void {
    if (!this.here.get(userId)?.has(sessionId)) return;
    clearTimeout(this.leaving.get(sessionId));
    this.forget(userId, sessionId);
  }

  /** A person's device is not in use, or is again. */
  setAway(userId: string, sessionId: string, isAway: boolean): void {
    const session = this.here.get(userId)?.get(sessionId);
    if (!session || session.isAway === isAway) return;
    session.isAway = isAway;
    this.touch(userId);
  }

  /** Something else of a person is new that is told with their standing, such as their status. */
  renew(userId: string): void {
    this.renewed.add(userId);
    this.touched.add(userId);
    this.unpublishedRenewals.add(userId);
  }

  /** Takes what another process says, and answers whether it is to be told all of this one's people. */
  hear({ from, count, people, renewed = [], isWhole, isAsking }: PresenceNotice): {
    wantsAll: boolean;
    lacks: boolean;
  } {
    const known = isWhole ? undefined : this.elsewhere.get(from);
    const theirs = known?.people ?? new Map<string, Standing>();
    if (isWhole) for (const userId of this.elsewhere.get(from)?.people.keys() ?? []) this.touched.add(userId);
    for (const [userId, standing] of people) {
      if (standing === "offline") theirs.delete(userId);
      else theirs.set(userId, standing);
      this.touched.add(userId);
    }
    for (const userId of renewed) {
      this.renewed.add(userId);
      this.touched.add(userId);
    }
    this.elsewhere.set(from, { people: theirs, heardAt: this.now() });
    return { wantsAll: isAsking === true, lacks: theirs.size !== count };
  }

  /** What to tell the other processes now: all of them, or what changed since the last time. */
  notice(isWhole: boolean): PresenceNotice {
    const userIds = isWhole ? [...this.here.keys()] : [...this.unpublished];
    this.unpublished.clear();
    const people = userIds.map((userId): [string, Standing] => [userId, this.standingHere(userId)]);
    const renewed = [...this.unpublishedRenewals];
    this.unpublishedRenewals.clear();
    return {
      from: this.self,
      count: this.here.size,
      people,
      ...(renewed.length > 0 && { renewed }),
      ...(isWhole && { isWhole }),
    };
  }

  /** Whether there is anything to tell the other processes beside that this one lives. */
  get hasNews(): boolean {
    return this.unpublished.size + this.unpublishedRenewals.size > 0;
  }

  /** Drops the people of processes that fell silent. */
  expire(): void {
    for (const [process, { people, heardAt }] of this.elsewhere) {
      if (this.now() - heardAt < LIMITS.presenceSilenceMs) continue;
      this.elsewhere.delete(process);
      for (const userId of people.keys()) this.touched.add(userId);
    }
  }

  /** People whose standing is another than was last told, or who were touched; what is too much waits for the next time. */
  takeChanged(most: number = LIMITS.presenceChangesAtOnce): string[] {
    const changed: string[] = [];
    for (const userId of this.touched) {
      if (changed.length >= most) break;
      this.touched.delete(userId);
      if (this.isNews(userId)) changed.push(userId);
    }
    return changed;
  }

  /** People who have left this process since this was last asked. */
  takeGone(): string[] {
    const gone = [...this.gone];
    this.gone.clear();
    return gone;
  }

  private isNews(userId: string): boolean {
    const standing = this.of(userId);
    const isAnother = standing !== (this.told.get(userId) ?? "offline");
    if (standing === "offline") this.told.delete(userId);
    else this.told.set(userId, standing);
    return this.renewed.delete(userId) || isAnother;
  }

  private touch(userId: string): void {
    this.touched.add(userId);
    this.unpublished.add(userId);
  }

  private standingHere(userId: string): Standing {
    const sessions = [...(this.here.get(userId)?.values() ?? [])];
    if (sessions.length === 0) return "offline";
    return sessions.every(({ isAway }) => isAway) ? "away" : "online";
  }

  private forget(userId: string, sessionId: string): void {
    this.leaving.delete(sessionId);
    const sessions = this.here.get(userId);
    sessions?.delete(sessionId);
    if (sessions?.size === 0) {
      this.here.delete(userId);
      this.gone.add(userId);
    }
    this.touch(userId);
  }
}

const ORDER: readonly Standing[] = ["offline", "away", "online"];
const best = (standings: Standing[]): Standing =>
  standings.reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one));

/** The people who have a socket open, in whatever process. */
export const onlineUserIds = (): string[] => presence().userIds();

/** The process's presence: one for pages, REST and sockets alike. */
export const presence = (): Presence =>
  remember("presence", () => new Presence(`${process.pid}-${Math.random().toString(36).slice(2)}`));
