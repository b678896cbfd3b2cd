import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import type { PresenceStatus } from "@/lib/shared/views";

/** What processes tell each other of who is there: changes as they come, and a beat by which a death is noticed. */
export type PresenceMessage = {
  from: string;
  /** How many people the sender has; who counts otherwise asks for all of them. */
  count: number;
  people: [userId: string, standing: PresenceStatus][];
  /** People of whom something else is new that is told with their standing, such as their status. */
  refreshed?: string[];
  /** `people` is all of them, not only what changed. */
  isSnapshot?: boolean;
  /** Asks everybody else to tell all of theirs. */
  asksForAll?: boolean;
};

type Session = { sockets: number; isAway: boolean };
type OtherProcess = { people: Map<string, PresenceStatus>; heardAt: number };

/**
 * Who is there, in this process and in the others: a person is online with one socket in use, away when all of theirs are
 * idle. Nothing of it is a row. A socket that closes counts for LIMITS.presenceGraceMs more, so that a reload is not told;
 * a session that has ended counts no longer at all;
 * a process that is silent for LIMITS.presenceSilenceMs is dead, and its people with it. What changed is collected and
 * taken by `takeChanged`, at most LIMITS.presenceChangesAtOnce at a time: a thousand people who come back at once are told
 * over some seconds instead of flooding everybody.
 */
export class Presence {
  private readonly local = new Map<string, Map<string, Session>>();
  private readonly otherProcesses = new Map<string, OtherProcess>();
  private readonly graceTimers = new Map<string, NodeJS.Timeout>();
  /** What was last told of people; who is not in it is offline. */
  private readonly broadcastStatuses = new Map<string, PresenceStatus>();
  private readonly dirty = new Set<string>();
  private readonly refreshed = new Set<string>();
  private readonly unpublished = new Set<string>();
  private readonly unpublishedRefreshes = new Set<string>();
  private readonly departed = new Set<string>();

  constructor(
    private readonly self: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  statusOf(userId: string): PresenceStatus {
    const standings = [this.localStatus(userId)];
    for (const { people } of this.otherProcesses.values()) standings.push(people.get(userId) ?? "offline");
    return mostPresent(standings);
  }

  /** Everyone who is not offline, in whatever process. */
  userIds(): string[] {
    const others = [...this.otherProcesses.values()].flatMap(({ people }) => [...people.keys()]);
    return [...new Set([...this.local.keys(), ...others])];
  }

  addSocket(userId: string, sessionId: string): void {
    const sessions = this.local.get(userId) ?? new Map<string, Session>();
    const session = sessions.get(sessionId) ?? { sockets: 0, isAway: false };
    clearTimeout(this.graceTimers.get(sessionId));
    this.graceTimers.delete(sessionId);
    sessions.set(sessionId, { sockets: session.sockets + 1, isAway: false });
    this.local.set(userId, sessions);
    this.markDirty(userId);
  }

  removeSocket(userId: string, sessionId: string): void {
    const session = this.local.get(userId)?.get(sessionId);
    if (!session) return;
    session.sockets--;
    if (session.sockets > 0) return;
    const timer = setTimeout(() => this.forgetSession(userId, sessionId), LIMITS.presenceGraceMs).unref();
    clearTimeout(this.graceTimers.get(sessionId));
    this.graceTimers.set(sessionId, timer);
  }

  /** The sessions by which somebody counts as there in this process, also those whose sockets have just closed. */
  sessionsOf(userId: string): string[] {
    return [...(this.local.get(userId)?.keys() ?? [])];
  }

  /** A session is over: nobody comes back by it, so it counts no longer, whatever sockets it still has. */
  endSession(userId: string, sessionId: string): void {
    if (!this.local.get(userId)?.has(sessionId)) return;
    clearTimeout(this.graceTimers.get(sessionId));
    this.forgetSession(userId, sessionId);
  }

  /** A person's device is not in use, or is again. */
  setAway(userId: string, sessionId: string, isAway: boolean): void {
    const session = this.local.get(userId)?.get(sessionId);
    if (!session || session.isAway === isAway) return;
    session.isAway = isAway;
    this.markDirty(userId);
  }

  /** Something else of a person is new that is told with their standing, such as their status. */
  refresh(userId: string): void {
    this.refreshed.add(userId);
    this.dirty.add(userId);
    this.unpublishedRefreshes.add(userId);
  }

  /** Takes what another process says, and answers whether it is to be told all of this one's people. */
  applyMessage({ from, count, people, refreshed = [], isSnapshot, asksForAll }: PresenceMessage): {
    wantsAll: boolean;
    lacks: boolean;
  } {
    const known = isSnapshot ? undefined : this.otherProcesses.get(from);
    const theirs = known?.people ?? new Map<string, PresenceStatus>();
    if (isSnapshot)
      for (const userId of this.otherProcesses.get(from)?.people.keys() ?? []) this.dirty.add(userId);
    for (const [userId, standing] of people) {
      if (standing === "offline") theirs.delete(userId);
      else theirs.set(userId, standing);
      this.dirty.add(userId);
    }
    for (const userId of refreshed) {
      this.refreshed.add(userId);
      this.dirty.add(userId);
    }
    this.otherProcesses.set(from, { people: theirs, heardAt: this.now() });
    return { wantsAll: asksForAll === true, lacks: theirs.size !== count };
  }

  /** What to tell the other processes now: all of them, or what changed since the last time. */
  takeMessage(isSnapshot: boolean): PresenceMessage {
    const userIds = isSnapshot ? [...this.local.keys()] : [...this.unpublished];
    this.unpublished.clear();
    const people = userIds.map((userId): [string, PresenceStatus] => [userId, this.localStatus(userId)]);
    const refreshed = [...this.unpublishedRefreshes];
    this.unpublishedRefreshes.clear();
    return {
      from: this.self,
      count: this.local.size,
      people,
      ...(refreshed.length > 0 && { refreshed }),
      ...(isSnapshot && { isSnapshot }),
    };
  }

  /** Whether there is anything to tell the other processes beside that this one lives. */
  get hasUnpublished(): boolean {
    return this.unpublished.size + this.unpublishedRefreshes.size > 0;
  }

  /** Drops the people of processes that fell silent. */
  expireProcesses(): void {
    for (const [process, { people, heardAt }] of this.otherProcesses) {
      if (this.now() - heardAt < LIMITS.presenceSilenceMs) continue;
      this.otherProcesses.delete(process);
      for (const userId of people.keys()) this.dirty.add(userId);
    }
  }

  /** People whose standing is another than was last told, or who were touched; what is too much waits for the next time. */
  takeChanged(most: number = LIMITS.presenceChangesAtOnce): string[] {
    const changed: string[] = [];
    for (const userId of this.dirty) {
      if (changed.length >= most) break;
      this.dirty.delete(userId);
      if (this.takeChange(userId)) changed.push(userId);
    }
    return changed;
  }

  /** People who have left this process since this was last asked. */
  takeDeparted(): string[] {
    const gone = [...this.departed];
    this.departed.clear();
    return gone;
  }

  private takeChange(userId: string): boolean {
    const standing = this.statusOf(userId);
    const isAnother = standing !== (this.broadcastStatuses.get(userId) ?? "offline");
    if (standing === "offline") this.broadcastStatuses.delete(userId);
    else this.broadcastStatuses.set(userId, standing);
    return this.refreshed.delete(userId) || isAnother;
  }

  private markDirty(userId: string): void {
    this.dirty.add(userId);
    this.unpublished.add(userId);
  }

  private localStatus(userId: string): PresenceStatus {
    const sessions = [...(this.local.get(userId)?.values() ?? [])];
    if (sessions.length === 0) return "offline";
    return sessions.every(({ isAway }) => isAway) ? "away" : "online";
  }

  private forgetSession(userId: string, sessionId: string): void {
    this.graceTimers.delete(sessionId);
    const sessions = this.local.get(userId);
    sessions?.delete(sessionId);
    if (sessions?.size === 0) {
      this.local.delete(userId);
      this.departed.add(userId);
    }
    this.markDirty(userId);
  }
}

const ORDER: readonly PresenceStatus[] = ["offline", "away", "online"];
const mostPresent = (standings: PresenceStatus[]): PresenceStatus =>
  standings.reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one));

/** The people who have a socket open, in whatever process. */
export const onlineUserIds = (): string[] => presence().userIds();

/** The process's presence: one for pages, REST and sockets alike. */
export const presence = (): Presence =>
  remember("presence", () => new Presence(`${process.pid}-${Math.random().toString(36).slice(2)}`));
