import { createHash } from "node:crypto";
import { LIMITS } from "@/lib/shared/limits";
import { Audience } from "./audience";
import { Frame } from "./frame";
import type { HubSource } from "./hub-source";
import type { Told } from "./room-change";

/** A socket of whatever kind, with the session behind it. */
export type Connection = {
  readonly userId: string;
  readonly sessionId: string;
  /** A plain socket may be narrowed to one room; `null` hears all of its person's rooms. */
  readonly roomId: string | null;
  send(frame: Frame): void;
  /** Says why, then closes. */
  end(reason: string): void;
};

/**
 * All the sockets of one process, by room and by person. It fans out what writers commit, in `rev` order, to those who
 * may hear it at that rev: see DESIGN, "Revocation has a place in the order".
 */
export class Hub {
  private readonly people = new Map<string, Set<Connection>>();
  private readonly rooms = new Map<string, Audience>();
  private readonly accessVersions = new Map<string, number>();
  private timers: NodeJS.Timeout[] = [];

  constructor(private readonly source: HubSource) {}

  /**
   * Begins to compare access versions each second, so that a lost bus message costs a second and not a leak, and to tell
   * everyone the heads of their rooms, so that a frame that was lost without a trace is missed.
   */
  start(): void {
    this.every(LIMITS.accessPollMs, () => this.pollAccess());
    this.every(LIMITS.headsIntervalMs, () => this.tellHeads());
  }

  /** Says nothing more, for a clean stop. */
  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const audience of this.rooms.values()) audience.forget();
  }

  /** How many sockets a person has in this process. */
  countOf(userId: string): number {
    return this.people.get(userId)?.size ?? 0;
  }

  isConnected(userId: string): boolean {
    return this.people.has(userId);
  }

  /**
   * Takes a connection in: from the answer on, every later change of its rooms reaches it. Gives the heads that the
   * connection is to be told, read after it hears the rooms, so that nothing falls in between.
   */
  async add(connection: Connection): Promise<{ id: string; seq: number; rev: number }[]> {
    const { userId } = connection;
    this.people.set(userId, (this.people.get(userId) ?? new Set()).add(connection));
    for (const room of await this.source.readRooms(userId)) this.audienceOf(room.id).admit(userId, room);
    const heads = await this.source.readRooms(userId);
    for (const room of heads) this.audienceOf(room.id).admit(userId, room);
    return heads.map((room) => ({ ...room, rev: Math.max(room.rev, this.audienceOf(room.id).toldRev) }));
  }

  remove(connection: Connection): void {
    const theirs = this.people.get(connection.userId);
    theirs?.delete(connection);
    if (!theirs || theirs.size > 0) return;
    this.people.delete(connection.userId);
    this.accessVersions.delete(connection.userId);
    for (const [roomId, audience] of this.rooms)
      if (audience.dismiss(connection.userId)) this.rooms.delete(roomId);
  }

  /** A commit of any process. Fans it out when its turn has come. */
  hear(told: Told): void {
    for (const userId of told.gained)
      if (this.people.has(userId)) this.audienceOf(told.roomId).expect(userId, told);
    this.rooms.get(told.roomId)?.hear(told);
  }

  /** Says something to all of a person's connections. */
  tellPerson(userId: string, frame: Frame): void {
    for (const connection of this.people.get(userId) ?? []) connection.send(frame);
  }

  /** Says something about a room to a person's connections that hear it, if the person is in it as far as is known here. */
  tellMember(userId: string, roomId: string, frame: Frame): void {
    if (this.rooms.get(roomId)?.hears(userId)) this.tellInRoom(userId, roomId, frame);
  }

  /** Reads anew what a person's connections may hear, and ends those whose session is over. */
  async checkAccess(userId: string): Promise<void> {
    const theirs = [...(this.people.get(userId) ?? [])];
    if (theirs.length === 0) return;
    const live = await this.source.readLiveSessions(theirs.map(({ sessionId }) => sessionId));
    for (const connection of theirs) if (!live.has(connection.sessionId)) connection.end("session_ended");
    const rooms = await this.source.readRooms(userId);
    const still = new Set(rooms.map(({ id }) => id));
    for (const room of rooms) this.audienceOf(room.id).admit(userId, room);
    for (const [roomId, audience] of this.rooms)
      if (audience.hears(userId) && !still.has(roomId)) audience.doubt();
  }

  private audienceOf(roomId: string): Audience {
    const existing = this.rooms.get(roomId);
    if (existing) return existing;
    const made = new Audience(roomId, this.source, {
      isHere: (userId) => this.people.has(userId),
      tell: (userId, frame) => this.tellInRoom(userId, roomId, frame),
      gone: (userId) => this.tellInRoom(userId, roomId, Frame.of("room_gone", { roomId })),
    });
    this.rooms.set(roomId, made);
    return made;
  }

  private tellInRoom(userId: string, roomId: string, frame: Frame): void {
    for (const connection of this.people.get(userId) ?? []) {
      if (connection.roomId === null || connection.roomId === roomId) connection.send(frame);
    }
  }

  private every(ms: number, act: () => Promise<void>): void {
    const timer = setInterval(() => void act().catch(warn), ms);
    timer.unref();
    this.timers.push(timer);
  }

  private async pollAccess(): Promise<void> {
    if (this.people.size === 0) return;
    for (const { userId, accessVersion } of await this.source.readAccessChanges()) {
      if (!this.people.has(userId) || this.accessVersions.get(userId) === accessVersion) continue;
      this.accessVersions.set(userId, accessVersion);
      await this.checkAccess(userId);
    }
  }

  /** Compares every room with its row, which heals what no notice told, then tells each person a digest of theirs. */
  async tellHeads(): Promise<void> {
    if (this.people.size === 0) return;
    const { rooms, people } = await this.source.readHeads([...this.rooms.keys()], [...this.people.keys()]);
    const lines = new Map<string, string[]>();
    for (const [roomId, audience] of this.rooms) {
      audience.compare(rooms.get(roomId));
      for (const userId of audience.listeners()) {
        const theirs = lines.get(userId) ?? [];
        lines.set(userId, [...theirs, `${roomId}:${rooms.get(roomId) ?? 0}`]);
      }
    }
    for (const [userId, userRev] of people) {
      this.tellPerson(userId, Frame.of("heads", { digest: digestOf(lines.get(userId) ?? []), userRev }));
    }
  }
}

/** The digest of CONTRACT, "Live": what a client compares with its own rooms. */
const digestOf = (lines: string[]) =>
  createHash("sha256").update(lines.sort().join("\n")).digest("hex").slice(0, 16);

function warn(error: unknown): void {
  console.warn(`The hub could not read the rows: ${error instanceof Error ? error.message : error}`);
}
