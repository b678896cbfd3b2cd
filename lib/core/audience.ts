import { LIMITS } from "@/lib/shared/limits";
import { type Connection, sendRoomFrame } from "./connection";
import { Frame } from "./frame";
import type { HubSource, RoomHead } from "./hub-source";
import { narrowPayload, type RoomUpdate } from "./room-change";

type AudienceHooks = {
  /**
   * The connections of somebody who is here and is to hear the room, now and as they come and go; undefined for who is
   * not here.
   */
  connectionsOf(userId: string): Iterable<Connection> | undefined;
  onRemoved(userId: string): void;
};

/** Somebody who hears the room: from which message on it is theirs to read, and over what. */
type Listener = { from: number; connections: Iterable<Connection> };

/** How long to wait before asking a database again that did not answer. */
const RETRY_MS = 1_000;

/**
 * Those of one process who hear one room, and the order in which they hear it. A change is told when the one before it
 * has been told; what comes out of turn waits LIMITS.frameHoldMs, then the rows are read instead. A change that is
 * newer than what is known of the members waits until they have been read again.
 */
export class Audience {
  /** The rev up to which everything has been told here; -1 before anything is known. */
  sentRev = -1;
  private memberVersion = -1;
  /** How often that came into doubt: what was asked before the last doubt does not settle it. */
  private invalidations = 0;
  /** Their connections are kept with them: to look up each of hundreds for each message costs more than to tell them. */
  private readonly listeners = new Map<string, Listener>();
  /** Who is to hear the room once the rows have been asked about them. */
  private pendingMembers = new Set<string>();
  /** Those about whom the rows are being asked. */
  private loadingMembers = new Set<string>();
  private pendingUpdates: RoomUpdate[] = [];
  private isDraining = false;
  private catchUpTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly roomId: string,
    private readonly source: HubSource,
    private readonly hooks: AudienceHooks,
  ) {}

  /** A person who was in the room when its head was `head`. If that is older than what is known here, the rows decide. */
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

  /** A person who enters by the change `told`, which is about to be heard. */
  expectMember(userId: string, update: RoomUpdate): void {
    if (this.sentRev < 0) this.sentRev = update.prevRev;
    this.pendingMembers.add(userId);
  }

  /** True when nobody is left to hear the room. */
  removeMember(userId: string): boolean {
    for (const some of [this.listeners, this.pendingMembers, this.loadingMembers]) some.delete(userId);
    return this.closeIfEmpty();
  }

  /** True when nobody hears the room here; then it is forgotten. */
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

  /** Compares with the row. A head that is ahead is a change that never came; a missing one a room that is gone. */
  compareRev(head: number | undefined): void {
    if (head === undefined || head > this.sentRev) this.invalidateMembers();
  }

  listenerIds(): Iterable<string> {
    return this.listeners.keys();
  }

  hasListener(userId: string): boolean {
    return this.listeners.has(userId);
  }

  /** The member version of those who hear the room; undefined while something is yet to be told or they are in doubt. */
  get settledVersion(): number | undefined {
    const isSettled = !this.isDraining && this.pendingUpdates.length === 0 && this.memberVersion >= 0;
    return isSettled ? this.memberVersion : undefined;
  }

  /** What is known of the members may be wrong: before anything more is told, the rows are asked. */
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

  /** Who may hear the room now. Those who no longer may are told that it is gone, and hear nothing of it after. */
  private async readMembers(next: RoomUpdate | null): Promise<void> {
    const { invalidations } = this;
    // Whoever comes while the rows are asked is asked about the next time.
    [this.loadingMembers, this.pendingMembers] = [this.pendingMembers, new Set()];
    try {
      const asked = [...new Set([...this.listeners.keys(), ...this.loadingMembers])];
      const found = await this.source.readAudience(this.roomId, asked);
      const members = new Map(found?.listeners.map((one) => [one.userId, one.firstVisibleSeq]));
      for (const userId of asked) if (!members.has(userId)) this.dropMember(userId);
      for (const [userId, from] of members) {
        // Who went and came back before anybody was told of it has another place in the room than they know of.
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

  /** Also whoever came and went before it was told: their client may know of the room by what it asked itself. */
  private dropMember(userId: string): void {
    this.listeners.delete(userId);
    this.loadingMembers.delete(userId);
    this.hooks.onRemoved(userId);
  }

  private async loadMember(userId: string, from: number): Promise<void> {
    const roomFrame = await this.source.readRoom(userId, this.roomId);
    if (!this.loadingMembers.has(userId)) return; // They have gone meanwhile; should they be back, they are asked about anew.
    if (!roomFrame) return this.dropMember(userId);
    this.loadingMembers.delete(userId);
    sendRoomFrame(this.roomId, this.addListener(userId, from), Frame.of("room", roomFrame));
  }

  /** Only who is here: an entry for somebody else would stand in the way of their coming back. */
  private addListener(userId: string, from: number): Iterable<Connection> {
    const connections = this.hooks.connectionsOf(userId);
    if (!connections) return [];
    this.listeners.set(userId, { from, connections });
    return connections;
  }

  /** The change that came before never arrived, or the members are in doubt: the rows tell. */
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

  /** Comes back soon if something is out of turn or in doubt, or somebody waits to be let in. */
  private scheduleCatchUp(wait: number): void {
    const isCalm = this.pendingUpdates.length + this.pendingMembers.size === 0 && this.memberVersion >= 0;
    if (this.catchUpTimer || isCalm) return;
    this.catchUpTimer = setTimeout(() => {
      this.catchUpTimer = undefined;
      void this.catchUp();
    }, wait);
  }

  /** The rows could not be read. Nobody is told what they may not hear; the change is read again when that works. */
  private onReadFailure(error: unknown): number {
    console.warn(
      `Room ${this.roomId} waits to be told of a change: ${error instanceof Error ? error.message : error}`,
    );
    this.memberVersion = -1;
    return RETRY_MS;
  }
}

/** The frame of those who may read from one message on, made once for all of them. */
function frameFrom(from: number, payload: string, made: Map<number, Frame>): Frame {
  const frame = made.get(from) ?? new Frame("messages", narrowPayload(payload, from));
  made.set(from, frame);
  return frame;
}
