import { LIMITS } from "@/lib/shared/limits";
import { type Connection, tellAbout } from "./connection";
import { Frame } from "./frame";
import type { Head, HubSource } from "./hub-source";
import { narrowPayload, type Told } from "./room-change";

type Ears = {
  /**
   * The connections of somebody who is here and is to hear the room, now and as they come and go; undefined for who is
   * not here.
   */
  connectionsOf(userId: string): Iterable<Connection> | undefined;
  gone(userId: string): void;
};

/** Somebody who hears the room: from which message on it is theirs to read, and over what. */
type Listening = { from: number; connections: Iterable<Connection> };

/** How long to wait before asking a database again that did not answer. */
const RETRY_MS = 1_000;

/**
 * Those of one process who hear one room, and the order in which they hear it. A change is told when the one before it
 * has been told; what comes out of turn waits LIMITS.frameHoldMs, then the rows are read instead. A change that is
 * newer than what is known of the members waits until they have been read again.
 */
export class Audience {
  /** The rev up to which everything has been told here; -1 before anything is known. */
  toldRev = -1;
  private memberVersion = -1;
  /** How often that came into doubt: what was asked before the last doubt does not settle it. */
  private doubts = 0;
  /** Their connections are kept with them: to look up each of hundreds for each message costs more than to tell them. */
  private readonly listening = new Map<string, Listening>();
  /** Who is to hear the room once the rows have been asked about them. */
  private newcomers = new Set<string>();
  /** Those about whom the rows are being asked. */
  private entering = new Set<string>();
  private waiting: Told[] = [];
  private busy = false;
  private holding: NodeJS.Timeout | undefined;

  constructor(
    private readonly roomId: string,
    private readonly source: HubSource,
    private readonly ears: Ears,
  ) {}

  /** A person who was in the room when its head was `head`. If that is older than what is known here, the rows decide. */
  admit(userId: string, head: Head): void {
    if (this.toldRev < 0) this.toldRev = head.rev;
    if (head.memberVersion > this.memberVersion && this.listening.size === 0)
      this.memberVersion = head.memberVersion;
    if (head.memberVersion === this.memberVersion) this.listen(userId, head.firstVisibleSeq);
    else if (!this.listening.has(userId)) {
      this.newcomers.add(userId);
      this.doubt();
    }
  }

  /** A person who enters by the change `told`, which is about to be heard. */
  expect(userId: string, told: Told): void {
    if (this.toldRev < 0) this.toldRev = told.prevRev;
    this.newcomers.add(userId);
  }

  /** True when nobody is left to hear the room. */
  dismiss(userId: string): boolean {
    for (const some of [this.listening, this.newcomers, this.entering]) some.delete(userId);
    return this.isOver();
  }

  /** True when nobody hears the room here; then it is forgotten. */
  isOver(): boolean {
    if (this.listening.size + this.newcomers.size + this.entering.size > 0) return false;
    this.forget();
    return true;
  }

  forget(): void {
    clearTimeout(this.holding);
    this.holding = undefined;
    this.waiting = [];
  }

  hear(told: Told): void {
    this.waiting.push(told);
    if (!this.busy) void this.drain();
  }

  /** Compares with the row. A head that is ahead is a change that never came; a missing one a room that is gone. */
  compare(head: number | undefined): void {
    if (head === undefined || head > this.toldRev) this.doubt();
  }

  listeners(): Iterable<string> {
    return this.listening.keys();
  }

  hears(userId: string): boolean {
    return this.listening.has(userId);
  }

  /** The member version of those who hear the room; undefined while something is yet to be told or they are in doubt. */
  get settledVersion(): number | undefined {
    const isSettled = !this.busy && this.waiting.length === 0 && this.memberVersion >= 0;
    return isSettled ? this.memberVersion : undefined;
  }

  /** What is known of the members may be wrong: before anything more is told, the rows are asked. */
  doubt(): void {
    this.doubts++;
    this.memberVersion = -1;
    this.settle(0);
  }

  private async drain(): Promise<void> {
    await this.alone(async () => {
      for (let next = this.takeNext(); next; next = this.takeNext()) {
        // No await when the members are known: the hot path stays in the writer's own turn.
        if (next.memberVersion > this.memberVersion || this.newcomers.size > 0) await this.readMembers(next);
        this.tell(next);
      }
    });
  }

  private takeNext(): Told | undefined {
    this.waiting = this.waiting.filter(({ rev }) => rev > this.toldRev);
    const index = this.waiting.findIndex(({ prevRev }) => prevRev <= this.toldRev);
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0];
  }

  private tell({ payload, rev, lowestSeq }: Told): void {
    const whole = new Frame("messages", payload);
    const narrowed = new Map<number, Frame>();
    for (const { from, connections } of this.listening.values())
      tellAbout(this.roomId, connections, from <= lowestSeq ? whole : frameFrom(from, payload, narrowed));
    this.toldRev = rev;
  }

  /** Who may hear the room now. Those who no longer may are told that it is gone, and hear nothing of it after. */
  private async readMembers(next: Told | null): Promise<void> {
    const { doubts } = this;
    // Whoever comes while the rows are asked is asked about the next time.
    [this.entering, this.newcomers] = [this.newcomers, new Set()];
    try {
      const asked = [...new Set([...this.listening.keys(), ...this.entering])];
      const found = await this.source.readAudience(this.roomId, asked);
      const members = new Map(found?.listeners.map((one) => [one.userId, one.firstVisibleSeq]));
      for (const userId of asked) if (!members.has(userId)) this.leave(userId);
      for (const [userId, from] of members) {
        // Who went and came back before anybody was told of it has another place in the room than they know of.
        if (this.entering.has(userId)) await this.enter(userId, from);
        else if (this.listening.has(userId)) this.listen(userId, from);
      }
      if (this.doubts === doubts)
        this.memberVersion = Math.max(found?.memberVersion ?? 0, next?.memberVersion ?? 0);
    } finally {
      for (const userId of this.entering) this.newcomers.add(userId);
      this.entering.clear();
    }
  }

  /** Also whoever came and went before it was told: their client may know of the room by what it asked itself. */
  private leave(userId: string): void {
    this.listening.delete(userId);
    this.entering.delete(userId);
    this.ears.gone(userId);
  }

  private async enter(userId: string, from: number): Promise<void> {
    const told = await this.source.readRoom(userId, this.roomId);
    if (!this.entering.has(userId)) return; // They have gone meanwhile; should they be back, they are asked about anew.
    if (!told) return this.leave(userId);
    this.entering.delete(userId);
    tellAbout(this.roomId, this.listen(userId, from), Frame.of("room", told));
  }

  /** Only who is here: an entry for somebody else would stand in the way of their coming back. */
  private listen(userId: string, from: number): Iterable<Connection> {
    const connections = this.ears.connectionsOf(userId);
    if (!connections) return [];
    this.listening.set(userId, { from, connections });
    return connections;
  }

  /** The change that came before never arrived, or the members are in doubt: the rows tell. */
  private async catchUp(): Promise<void> {
    if (this.busy) return;
    await this.alone(async () => {
      const missed = await this.source.readChanges(this.roomId, this.toldRev);
      if (missed && missed.rev > this.toldRev) this.waiting.push(missed);
      else await this.readMembers(missed);
    });
    if (!this.busy && this.waiting.length > 0) await this.drain();
  }

  private async alone(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    let wait: number = LIMITS.frameHoldMs;
    try {
      await act();
    } catch (error) {
      wait = this.startOver(error);
    } finally {
      this.busy = false;
    }
    this.settle(wait);
  }

  /** Comes back soon if something is out of turn or in doubt, or somebody waits to be let in. */
  private settle(wait: number): void {
    const isCalm = this.waiting.length + this.newcomers.size === 0 && this.memberVersion >= 0;
    if (this.holding || isCalm) return;
    this.holding = setTimeout(() => {
      this.holding = undefined;
      void this.catchUp();
    }, wait);
  }

  /** The rows could not be read. Nobody is told what they may not hear; the change is read again when that works. */
  private startOver(error: unknown): number {
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
