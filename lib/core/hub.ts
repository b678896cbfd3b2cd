import { createHash } from "node:crypto";
import { LIMITS } from "@/lib/shared/limits";
import { Audience } from "./audience";
import { type Connection, tellAbout } from "./connection";
import { Frame } from "./frame";
import type { Head, HubSource } from "./hub-source";
import { presence } from "./presence";
import type { Told } from "./room-change";
import { Carousel } from "./staggered-rounds";

/** In so many turns everybody is told their heads once: ten thousand at a time would hold up what people say. */
const HEADS_TURNS = 100;

/** Somebody with a socket here, and the rooms of which they are to hear. */
type Present = { connections: Set<Connection>; roomIds: Set<string> };

/**
 * All the sockets of one process, by room and by person. It fans out what writers commit, in `rev` order, to those who
 * may hear it at that rev: see P24 of docs/protocol.md.
 */
export class Hub {
  private readonly people = new Map<string, Present>();
  private readonly rooms = new Map<string, Audience>();
  private readonly peopleInTurn = new Carousel(HEADS_TURNS);
  private readonly roomsInTurn = new Carousel(HEADS_TURNS);
  private readonly accessVersions = new Map<string, number>();
  private timers: NodeJS.Timeout[] = [];
  private readonly acting = new Set<Promise<void>>();

  constructor(private readonly source: HubSource) {}

  /**
   * Begins to compare access versions each second, so that a lost bus message costs a second and not a leak, and to tell
   * everyone the heads of their rooms, so that a frame that was lost without a trace is missed.
   */
  start(): void {
    this.every(LIMITS.accessPollMs, () => this.pollAccess());
    this.every(LIMITS.headsIntervalMs / HEADS_TURNS, () =>
      this.compareHeads(this.roomsInTurn.next(), this.peopleInTurn.next()),
    );
  }

  /** Says nothing more, for a clean stop; over when nothing is being read any more. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const audience of this.rooms.values()) audience.forget();
    await Promise.all(this.acting);
  }

  /** How many sockets a person has in this process. */
  countOf(userId: string): number {
    return this.people.get(userId)?.connections.size ?? 0;
  }

  isConnected(userId: string): boolean {
    return this.people.has(userId);
  }

  /** Everyone who hears one of these rooms here. */
  listenersOf(roomIds: string[]): Set<string> {
    return new Set(roomIds.flatMap((roomId) => [...(this.rooms.get(roomId)?.listeners() ?? [])]));
  }

  /**
   * Takes a connection in: from the answer on, every later change of its rooms reaches it. Gives the heads that the
   * connection is to be told. They are read again where something may have been told while they were read, so that
   * nothing falls in between.
   */
  async add(connection: Connection): Promise<{ id: string; seq: number; rev: number }[]> {
    const { userId } = connection;
    this.presentOf(userId).connections.add(connection);
    presence().arrive(userId, connection.sessionId);
    let heads = await this.source.readRooms(userId);
    if (this.admit(userId, heads)) {
      heads = await this.source.readRooms(userId);
      this.admit(userId, heads);
    }
    return heads.map((room) => ({ ...room, rev: Math.max(room.rev, this.audienceOf(room.id).toldRev) }));
  }

  remove(connection: Connection): void {
    const { userId } = connection;
    const present = this.people.get(userId);
    if (present?.connections.delete(connection)) presence().leave(userId, connection.sessionId);
    if (!present || present.connections.size > 0) return;
    this.people.delete(userId);
    this.peopleInTurn.leave(userId);
    this.accessVersions.delete(userId);
    for (const roomId of present.roomIds) if (this.rooms.get(roomId)?.dismiss(userId)) this.close(roomId);
  }

  /** A commit of any process. Fans it out when its turn has come. */
  hear(told: Told): void {
    for (const userId of told.gained)
      if (this.people.has(userId)) this.audienceOf(told.roomId, userId).expect(userId, told);
    this.rooms.get(told.roomId)?.hear(told);
  }

  /** Says something to all of a person's connections. */
  tellPerson(userId: string, ...frames: Frame[]): void {
    for (const connection of this.connectionsOf(userId)) connection.send(...frames);
  }

  /** Says something about a room to a person's connections that hear it, if the person is in it as far as is known here. */
  tellMember(userId: string, roomId: string, frame: Frame): void {
    if (this.rooms.get(roomId)?.hears(userId)) this.tellInRoom(userId, roomId, frame);
  }

  /** At which member version somebody hears a room; undefined where they do not, or where that is in doubt. */
  versionFor(roomId: string, userId: string): number | undefined {
    const audience = this.rooms.get(roomId);
    return audience?.hears(userId) ? audience.settledVersion : undefined;
  }

  /** Says what may be lost to those who hear the room, if what is known of them is not older than `memberVersion`. */
  whisper(roomId: string, memberVersion: number, frame: Frame): void {
    const audience = this.rooms.get(roomId);
    if ((audience?.settledVersion ?? -1) < memberVersion) return;
    for (const userId of audience?.listeners() ?? []) this.tellInRoom(userId, roomId, frame);
  }

  /** Reads anew what these people's connections may hear, and ends those whose session is over. */
  async checkAccess(...userIds: string[]): Promise<void> {
    const theirs = userIds.flatMap((userId) => [...this.connectionsOf(userId)]);
    const sessions = userIds.flatMap((userId) =>
      presence()
        .sessionsOf(userId)
        .map((sessionId) => ({ userId, sessionId })),
    );
    if (theirs.length + sessions.length === 0) return;
    const asked = [...theirs, ...sessions].map(({ sessionId }) => sessionId);
    const live = await this.source.readLiveSessions([...new Set(asked)]);
    for (const connection of theirs) if (!live.has(connection.sessionId)) connection.end("session_ended");
    for (const { userId, sessionId } of sessions) if (!live.has(sessionId)) presence().end(userId, sessionId);
    if (theirs.length === 0) return;
    await Promise.all(userIds.map((userId) => this.checkRooms(userId)));
  }

  private async checkRooms(userId: string): Promise<void> {
    const rooms = await this.source.readRooms(userId);
    const still = new Set(rooms.map(({ id }) => id));
    this.admit(userId, rooms);
    for (const roomId of this.people.get(userId)?.roomIds ?? [])
      if (!still.has(roomId)) this.rooms.get(roomId)?.doubt();
  }

  /** True where a room was not heard here before, or was told of while it was read. */
  private admit(userId: string, heads: ({ id: string } & Head)[]): boolean {
    if (!this.people.has(userId)) return false;
    let isLate = false;
    for (const head of heads) {
      const audience = this.audienceOf(head.id, userId);
      isLate ||= audience.toldRev !== head.rev;
      audience.admit(userId, head);
    }
    return isLate;
  }

  private presentOf(userId: string): Present {
    const there = this.people.get(userId);
    if (there) return there;
    const made = { connections: new Set<Connection>(), roomIds: new Set<string>() };
    this.people.set(userId, made);
    this.peopleInTurn.join(userId);
    return made;
  }

  private connectionsOf(userId: string): Iterable<Connection> {
    return this.people.get(userId)?.connections ?? [];
  }

  /** The room's audience; noted as one that `listener` hears, or is about to. */
  private audienceOf(roomId: string, listener?: string): Audience {
    if (listener) this.people.get(listener)?.roomIds.add(roomId);
    return this.rooms.get(roomId) ?? this.open(roomId);
  }

  private open(roomId: string): Audience {
    const made = new Audience(roomId, this.source, {
      connectionsOf: (userId) => {
        const present = this.people.get(userId);
        present?.roomIds.add(roomId);
        return present?.connections;
      },
      gone: (userId) => {
        this.people.get(userId)?.roomIds.delete(roomId);
        this.tellInRoom(userId, roomId, Frame.of("room_gone", { roomId }));
      },
    });
    this.rooms.set(roomId, made);
    this.roomsInTurn.join(roomId);
    return made;
  }

  private close(roomId: string): void {
    this.rooms.delete(roomId);
    this.roomsInTurn.leave(roomId);
  }

  private tellInRoom(userId: string, roomId: string, frame: Frame): void {
    tellAbout(roomId, this.connectionsOf(userId), frame);
  }

  private every(ms: number, act: () => Promise<void>): void {
    const run = () => {
      const acted = act()
        .catch(warn)
        .finally(() => this.acting.delete(acted));
      this.acting.add(acted);
    };
    const timer = setInterval(run, ms);
    timer.unref();
    this.timers.push(timer);
  }

  private async pollAccess(): Promise<void> {
    if (this.people.size === 0) return;
    const changes = await this.source.readAccessChanges();
    const news = changes.filter(
      ({ userId, accessVersion }) =>
        this.people.has(userId) && this.accessVersions.get(userId) !== accessVersion,
    );
    for (const { userId, accessVersion } of news) this.accessVersions.set(userId, accessVersion);
    await this.checkAccess(...news.map(({ userId }) => userId));
  }

  /** Does for all of them at once what otherwise is spread over LIMITS.headsIntervalMs. */
  tellHeads(): Promise<void> {
    return this.compareHeads([...this.rooms.keys()], [...this.people.keys()]);
  }

  /**
   * Compares these rooms with their rows, which heals what no notice told, and tells these people a digest of what their
   * connections have been told.
   */
  private async compareHeads(roomIds: string[], userIds: string[]): Promise<void> {
    if (roomIds.length + userIds.length === 0) return;
    const { rooms, people } = await this.source.readHeads(roomIds, userIds);
    for (const roomId of roomIds) {
      const audience = this.rooms.get(roomId);
      if (audience?.isOver()) this.close(roomId);
      else audience?.compare(rooms.get(roomId));
    }
    for (const [userId, userRev] of people)
      this.tellPerson(userId, Frame.of("heads", { digest: this.digestOf(userId), userRev }));
  }

  /** The digest of P17: what a client compares with its own rooms. */
  private digestOf(userId: string): string {
    const lines: string[] = [];
    for (const roomId of this.people.get(userId)?.roomIds ?? []) {
      const audience = this.rooms.get(roomId);
      if (audience?.hears(userId)) lines.push(`${roomId}:${audience.toldRev}`);
    }
    return createHash("sha256").update(lines.sort().join("\n")).digest("hex").slice(0, 16);
  }
}

function warn(error: unknown): void {
  console.warn(`The hub could not read the rows: ${error instanceof Error ? error.message : error}`);
}
