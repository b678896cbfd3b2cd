import { LIMITS } from "@/lib/shared/limits";
import { type Connection, sendRoomFrame } from "./connection";
import { Frame } from "./frame";
import type { HubSource, RoomHead } from "./hub-source";
import { narrowPayload, type RoomUpdate } from "./room-change";

type AudienceHooks = {
  /**
   * Connections of a person who is connected to this process, updated as they come and go; undefined for anybody
   * else.
   */
  connectionsOf(userId: string): Iterable<Connection> | undefined;
  onRemoved(userId: string): void;
};

/** A member who receives the room: the first `seq` they may read, and their connections. */
type Listener = { from: number; connections: Iterable<Connection> };

/** Pause before a failed read of the database is repeated, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * The members of one room who are connected to this process. It sends each change in `rev` order. A change that
 * arrives out of order waits LIMITS.frameHoldMs; then the rows are read instead. A change with a newer member version
 * than the known one waits until the members have been read again.
 */
export class Audience {
  /** Highest `rev` that was sent here; -1 before anything is known. */
  sentRev = -1;
  private memberVersion = -1;
  /** Counts invalidations: a read that began before the last one does not settle the members. */
  private invalidations = 0;
  /**
   * Each listener keeps its connections, because looking up hundreds of them for each message costs more than
   * sending.
   */
  private readonly listeners = new Map<string, Listener>();
  /** Members who receive the room once the rows confirm them. */
  private pendingMembers = new Set<string>();
  /** Members whom the current read asks about. */
  private loadingMembers = new Set<string>();
  private pendingUpdates: RoomUpdate[] = [];
  private isDraining = false;
  private catchUpTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly roomId: string,
    private readonly source: HubSource,
    private readonly hooks: AudienceHooks,
  ) {}

  /** Adds a person who was in the room at `head`. If `head` is older than the known members, the rows decide. */
  addMember(userId: string, head: RoomHead): void {
    if (this.sentRev < 0) this.sentRev = head.rev;
    if (head.memberVersion > this.memberVersion && this.listeners.size === 0)
      this.memberVersion = head.memberVersion;
    if (head.memberVersion === this.memberVersion) this.addListener(userId, head.firstVisibleSeq);
    else if (!this.listeners.has(userId)) {
      this.pendingMembers.add(userId);
      this.invalidateMembers();
    }
  }

  /** Prepares for a person whom `update`, which is about to be applied, adds to the room. */
  expectMember(userId: string, update: RoomUpdate): void {
    if (this.sentRev < 0) this.sentRev = update.prevRev;
    this.pendingMembers.add(userId);
  }

  /** @returns true when nobody is left to receive the room */
  removeMember(userId: string): boolean {
    for (const some of [this.listeners, this.pendingMembers, this.loadingMembers]) some.delete(userId);
    return this.closeIfEmpty();
  }

  /** Stops an audience without listeners. @returns true when it was stopped, and can be forgotten */
  closeIfEmpty(): boolean {
    if (this.listeners.size + this.pendingMembers.size + this.loadingMembers.size > 0) return false;
    this.stop();
    return true;
  }

  stop(): void {
    clearTimeout(this.catchUpTimer);
    this.catchUpTimer = undefined;
    this.pendingUpdates = [];
  }

  apply(update: RoomUpdate): void {
    this.pendingUpdates.push(update);
    if (!this.isDraining) void this.drain();
  }

  /** Compares with the room's row. A higher `rev` means a lost change, a missing one a deleted room. */
  compareRev(head: number | undefined): void {
    if (head === undefined || head > this.sentRev) this.invalidateMembers();
  }

  listenerIds(): Iterable<string> {
    return this.listeners.keys();
  }

  hasListener(userId: string): boolean {
    return this.listeners.has(userId);
  }

  /** Member version of the listeners; undefined while updates are pending or the members are invalid. */
  get settledVersion(): number | undefined {
    const isSettled = !this.isDraining && this.pendingUpdates.length === 0 && this.memberVersion >= 0;
    return isSettled ? this.memberVersion : undefined;
  }

  /** Marks the known members as possibly wrong: the rows are read before anything else is sent. */
  invalidateMembers(): void {
    this.invalidations++;
    this.memberVersion = -1;
    this.scheduleCatchUp(0);
  }

  private async drain(): Promise<void> {
    await this.exclusively(async () => {
      for (let next = this.takeNext(); next; next = this.takeNext()) {
        // No await when the members are known: the hot path stays in the writer's own turn.
        if (next.memberVersion > this.memberVersion || this.pendingMembers.size > 0)
          await this.readMembers(next);
        this.broadcast(next);
      }
    });
  }

  private takeNext(): RoomUpdate | undefined {
    this.pendingUpdates = this.pendingUpdates.filter(({ rev }) => rev > this.sentRev);
    const index = this.pendingUpdates.findIndex(({ prevRev }) => prevRev <= this.sentRev);
    return index < 0 ? undefined : this.pendingUpdates.splice(index, 1)[0];
  }

  private broadcast({ payload, rev, lowestSeq }: RoomUpdate): void {
    const whole = new Frame("messages", payload);
    const narrowed = new Map<number, Frame>();
    for (const { from, connections } of this.listeners.values())
      sendRoomFrame(this.roomId, connections, from <= lowestSeq ? whole : frameFrom(from, payload, narrowed));
    this.sentRev = rev;
  }

  /** Reads who may receive the room. Removed members get `room_gone`, and no later frame. */
  private async readMembers(next: RoomUpdate | null): Promise<void> {
    const { invalidations } = this;
    // Members who come during the read are part of the next one.
    [this.loadingMembers, this.pendingMembers] = [this.pendingMembers, new Set()];
    try {
      const asked = [...new Set([...this.listeners.keys(), ...this.loadingMembers])];
      const found = await this.source.readAudience(this.roomId, asked);
      const members = new Map(found?.listeners.map((one) => [one.userId, one.firstVisibleSeq]));
      for (const userId of asked) if (!members.has(userId)) this.dropMember(userId);
      for (const [userId, from] of members) {
        // A member who left and came back before the update was sent has a new `firstVisibleSeq`, and needs the
        // `room` frame.
        if (this.loadingMembers.has(userId)) await this.loadMember(userId, from);
        else if (this.listeners.has(userId)) this.addListener(userId, from);
      }
      if (this.invalidations === invalidations)
        this.memberVersion = Math.max(found?.memberVersion ?? 0, next?.memberVersion ?? 0);
    } finally {
      for (const userId of this.loadingMembers) this.pendingMembers.add(userId);
      this.loadingMembers.clear();
    }
  }

  /**
   * Drops a member, also one who came and went before the update was sent: their client may have read the room by
   * REST.
   */
  private dropMember(userId: string): void {
    this.listeners.delete(userId);
    this.loadingMembers.delete(userId);
    this.hooks.onRemoved(userId);
  }

  private async loadMember(userId: string, from: number): Promise<void> {
    const roomFrame = await this.source.readRoom(userId, this.roomId);
    if (!this.loadingMembers.has(userId)) return; // They left during the read. If they are back, the next read asks about them.
    if (!roomFrame) return this.dropMember(userId);
    this.loadingMembers.delete(userId);
    sendRoomFrame(this.roomId, this.addListener(userId, from), Frame.of("room", roomFrame));
  }

  /** Tracks a listener only while it has a connection; a stale entry would block adding it again. */
  private addListener(userId: string, from: number): Iterable<Connection> {
    const connections = this.hooks.connectionsOf(userId);
    if (!connections) return [];
    this.listeners.set(userId, { from, connections });
    return connections;
  }

  /** Reads the rows after a lost change, or when the members are invalid. */
  private async catchUp(): Promise<void> {
    if (this.isDraining) return;
    await this.exclusively(async () => {
      const missed = await this.source.readChanges(this.roomId, this.sentRev);
      if (missed && missed.rev > this.sentRev) this.pendingUpdates.push(missed);
      else await this.readMembers(missed);
    });
    if (!this.isDraining && this.pendingUpdates.length > 0) await this.drain();
  }

  private async exclusively(act: () => Promise<void>): Promise<void> {
    this.isDraining = true;
    let wait: number = LIMITS.frameHoldMs;
    try {
      await act();
    } catch (error) {
      wait = this.onReadFailure(error);
    } finally {
      this.isDraining = false;
    }
    this.scheduleCatchUp(wait);
  }

  /** Schedules a catch-up when updates or members are pending, or the members are invalid. */
  private scheduleCatchUp(wait: number): void {
    const isCalm = this.pendingUpdates.length + this.pendingMembers.size === 0 && this.memberVersion >= 0;
    if (this.catchUpTimer || isCalm) return;
    this.catchUpTimer = setTimeout(() => {
      this.catchUpTimer = undefined;
      void this.catchUp();
    }, wait);
  }

  /**
   * Handles a failed read: nothing is sent to people who may have been removed, and the read is repeated after
   * RETRY_MS.
   */
  private onReadFailure(error: unknown): number {
    console.warn(
      `Room ${this.roomId} waits to be told of a change: ${error instanceof Error ? error.message : error}`,
    );
    this.memberVersion = -1;
    return RETRY_MS;
  }
}

/** Returns the frame for readers from a `seq` on, built once for all of them. */
function frameFrom(from: number, payload: string, made: Map<number, Frame>): Frame {
  const frame = made.get(from) ?? new Frame("messages", narrowPayload(payload, from));
  made.set(from, frame);
  return frame;
}
