import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import type { PresenceStatus } from "@/lib/shared/views";

/** Presence message between processes: changes, and a beat by which others notice a dead process. */
export type PresenceMessage = {
  from: string;
  /** Number of people that the sender has; a receiver with another number asks for a snapshot. */
  count: number;
  people: [userId: string, standing: PresenceStatus][];
  /** People with another change that goes with their presence, such as their status text. */
  refreshed?: string[];
  /** True if `people` is a snapshot, not only the changes. */
  isSnapshot?: boolean;
  /** Asks all other processes for their snapshots. */
  asksForAll?: boolean;
};

type Session = { sockets: number; isAway: boolean };
type OtherProcess = { people: Map<string, PresenceStatus>; heardAt: number };

/**
 * Presence of people in all processes. A person is online with one active socket, and away when all of theirs are
 * idle. It is never stored. A closed socket counts for LIMITS.presenceGraceMs more, so that a reload causes no
 * change; an ended session stops counting at once. A process that is silent for LIMITS.presenceSilenceMs is dead, and
 * its people are offline. Changes are collected for `takeChanged`, at most LIMITS.presenceChangesAtOnce at a time: a
 * thousand people who reconnect are broadcast over some seconds.
 */
export class Presence {
  private readonly local = new Map<string, Map<string, Session>>();
  private readonly otherProcesses = new Map<string, OtherProcess>();
  private readonly graceTimers = new Map<string, NodeJS.Timeout>();
  /** Last broadcast status of each person; people without an entry are offline. */
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

  /** Returns everyone who is not offline, in any process. */
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

  /** Returns the sessions that count in this process, including those within the grace period. */
  sessionsOf(userId: string): string[] {
    return [...(this.local.get(userId)?.keys() ?? [])];
  }

  /** Removes a session at once, whatever sockets it still has. */
  endSession(userId: string, sessionId: string): void {
    if (!this.local.get(userId)?.has(sessionId)) return;
    clearTimeout(this.graceTimers.get(sessionId));
    this.forgetSession(userId, sessionId);
  }

  /** Marks a device as idle, or as active again. */
  setAway(userId: string, sessionId: string, isAway: boolean): void {
    const session = this.local.get(userId)?.get(sessionId);
    if (!session || session.isAway === isAway) return;
    session.isAway = isAway;
    this.markDirty(userId);
  }

  /** Marks a person for a broadcast although their presence is the same, for example after a new status text. */
  refresh(userId: string): void {
    this.refreshed.add(userId);
    this.dirty.add(userId);
    this.unpublishedRefreshes.add(userId);
  }

  /**
   * Applies another process's message. @returns whether that process needs a snapshot from us, and whether we need
   * one
   */
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

  /** Takes the message for other processes: a snapshot, or the changes since the last one. */
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

  /** True if there are changes that other processes do not know. */
  get hasUnpublished(): boolean {
    return this.unpublished.size + this.unpublishedRefreshes.size > 0;
  }

  /** Drops the people of silent processes. */
  expireProcesses(): void {
    for (const [process, { people, heardAt }] of this.otherProcesses) {
      if (this.now() - heardAt < LIMITS.presenceSilenceMs) continue;
      this.otherProcesses.delete(process);
      for (const userId of people.keys()) this.dirty.add(userId);
    }
  }

  /**
   * Takes people whose status changed since their last broadcast, or who were marked; the rest waits for the next
   * call.
   */
  takeChanged(most: number = LIMITS.presenceChangesAtOnce): string[] {
    const changed: string[] = [];
    for (const userId of this.dirty) {
      if (changed.length >= most) break;
      this.dirty.delete(userId);
      if (this.takeChange(userId)) changed.push(userId);
    }
    return changed;
  }

  /** Takes the people who have left this process since the last call. */
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

/** Returns the people with an open socket in any process. */
export const onlineUserIds = (): string[] => presence().userIds();

/** Returns the process's presence, shared by pages, REST and sockets. */
export const presence = (): Presence =>
  remember("presence", () => new Presence(`${process.pid}-${Math.random().toString(36).slice(2)}`));
