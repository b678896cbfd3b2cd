import { createHash } from "node:crypto";
import { LIMITS } from "@/lib/shared/limits";
import { Audience } from "./audience";
import { type Connection, sendRoomFrame } from "./connection";
import { Frame } from "./frame";
import type { HubSource, RoomHead } from "./hub-source";
import { presence } from "./presence";
import type { RoomUpdate } from "./room-change";
import { StaggeredRounds } from "./staggered-rounds";

/** In so many turns everybody is told their heads once: ten thousand at a time would hold up what people say. */
const HEADS_SLOTS = 100;

/** Somebody with a socket here, and the rooms of which they are to hear. */
type ConnectedPerson = { connections: Set<Connection>; roomIds: Set<string> };

/**
 * All the sockets of one process, by room and by person. It fans out what writers commit, in `rev` order, to those who
 * may hear it at that rev: see P24 of docs/protocol.md.
 */
export class Hub {
  private readonly people = new Map<string, ConnectedPerson>();
  private readonly rooms = new Map<string, Audience>();
  private readonly peopleRounds = new StaggeredRounds(HEADS_SLOTS);
  private readonly roomRounds = new StaggeredRounds(HEADS_SLOTS);
  private readonly accessVersions = new Map<string, number>();
  private timers: NodeJS.Timeout[] = [];
  private readonly runningTasks = new Set<Promise<void>>();

  constructor(private readonly source: HubSource) {}

  /**
   * Begins to compare access versions each second, so that a lost bus message costs a second and not a leak, and to tell
   * everyone the heads of their rooms, so that a frame that was lost without a trace is missed.
   */
  start(): void {
    this.repeatEvery(LIMITS.accessPollMs, () => this.pollAccess());
    this.repeatEvery(LIMITS.headsIntervalMs / HEADS_SLOTS, () =>
      this.broadcastHeads(this.roomRounds.next(), this.peopleRounds.next()),
    );
  }

  /** Says nothing more, for a clean stop; over when nothing is being read any more. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const audience of this.rooms.values()) audience.stop();
    await Promise.all(this.runningTasks);
  }

  /** How many sockets a person has in this process. */
  connectionCount(userId: string): number {
    return this.people.get(userId)?.connections.size ?? 0;
  }

  isConnected(userId: string): boolean {
    return this.people.has(userId);
  }

  /** Everyone who hears one of these rooms here. */
  listenersOf(roomIds: string[]): Set<string> {
    return new Set(roomIds.flatMap((roomId) => [...(this.rooms.get(roomId)?.listenerIds() ?? [])]));
  }

  /**
   * Takes a connection in: from the answer on, every later change of its rooms reaches it. Gives the heads that the
   * connection is to be told. They are read again where something may have been told while they were read, so that
   * nothing falls in between.
   */
  async add(connection: Connection): Promise<{ id: string; seq: number; rev: number }[]> {
    const { userId } = connection;
    this.connectedPerson(userId).connections.add(connection);
    presence().addSocket(userId, connection.sessionId);
    let heads = await this.source.readRooms(userId);
    if (this.addToAudiences(userId, heads)) {
      heads = await this.source.readRooms(userId);
      this.addToAudiences(userId, heads);
    }
    return heads.map((room) => ({ ...room, rev: Math.max(room.rev, this.audienceOf(room.id).sentRev) }));
  }

  remove(connection: Connection): void {
    const { userId } = connection;
    const present = this.people.get(userId);
    if (present?.connections.delete(connection)) presence().removeSocket(userId, connection.sessionId);
    if (!present || present.connections.size > 0) return;
    this.people.delete(userId);
    this.peopleRounds.remove(userId);
    this.accessVersions.delete(userId);
    for (const roomId of present.roomIds)
      if (this.rooms.get(roomId)?.removeMember(userId)) this.closeAudience(roomId);
  }

  /** A commit of any process. Fans it out when its turn has come. */
  applyUpdate(update: RoomUpdate): void {
    for (const userId of update.addedUserIds)
      if (this.people.has(userId)) this.audienceOf(update.roomId, userId).expectMember(userId, update);
    this.rooms.get(update.roomId)?.apply(update);
  }

  /** Says something to all of a person's connections. */
  broadcastToPerson(userId: string, ...frames: Frame[]): void {
    for (const connection of this.connectionsOf(userId)) connection.send(...frames);
  }

  /** Says something about a room to a person's connections that hear it, if the person is in it as far as is known here. */
  broadcastToMember(userId: string, roomId: string, frame: Frame): void {
    if (this.rooms.get(roomId)?.hasListener(userId)) this.broadcastInRoom(userId, roomId, frame);
  }

  /** At which member version somebody hears a room; undefined where they do not, or where that is in doubt. */
  memberVersionFor(roomId: string, userId: string): number | undefined {
    const audience = this.rooms.get(roomId);
    return audience?.hasListener(userId) ? audience.settledVersion : undefined;
  }

  /** Says what may be lost to those who hear the room, if what is known of them is not older than `memberVersion`. */
  broadcastEphemeral(roomId: string, memberVersion: number, frame: Frame): void {
    const audience = this.rooms.get(roomId);
    if ((audience?.settledVersion ?? -1) < memberVersion) return;
    for (const userId of audience?.listenerIds() ?? []) this.broadcastInRoom(userId, roomId, frame);
  }

  /** Reads anew what these people's connections may hear, and ends those whose session is over. */
  async recheckAccess(...userIds: string[]): Promise<void> {
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
    for (const { userId, sessionId } of sessions)
      if (!live.has(sessionId)) presence().endSession(userId, sessionId);
    if (theirs.length === 0) return;
    await Promise.all(userIds.map((userId) => this.recheckRooms(userId)));
  }

  private async recheckRooms(userId: string): Promise<void> {
    const rooms = await this.source.readRooms(userId);
    const still = new Set(rooms.map(({ id }) => id));
    this.addToAudiences(userId, rooms);
    for (const roomId of this.people.get(userId)?.roomIds ?? [])
      if (!still.has(roomId)) this.rooms.get(roomId)?.invalidateMembers();
  }

  /** True where a room was not heard here before, or was told of while it was read. */
  private addToAudiences(userId: string, heads: ({ id: string } & RoomHead)[]): boolean {
    if (!this.people.has(userId)) return false;
    let isLate = false;
    for (const head of heads) {
      const audience = this.audienceOf(head.id, userId);
      isLate ||= audience.sentRev !== head.rev;
      audience.addMember(userId, head);
    }
    return isLate;
  }

  private connectedPerson(userId: string): ConnectedPerson {
    const there = this.people.get(userId);
    if (there) return there;
    const made = { connections: new Set<Connection>(), roomIds: new Set<string>() };
    this.people.set(userId, made);
    this.peopleRounds.add(userId);
    return made;
  }

  private connectionsOf(userId: string): Iterable<Connection> {
    return this.people.get(userId)?.connections ?? [];
  }

  /** The room's audience; noted as one that `listener` hears, or is about to. */
  private audienceOf(roomId: string, listener?: string): Audience {
    if (listener) this.people.get(listener)?.roomIds.add(roomId);
    return this.rooms.get(roomId) ?? this.openAudience(roomId);
  }

  private openAudience(roomId: string): Audience {
    const made = new Audience(roomId, this.source, {
      connectionsOf: (userId) => {
        const present = this.people.get(userId);
        present?.roomIds.add(roomId);
        return present?.connections;
      },
      onRemoved: (userId) => {
        this.people.get(userId)?.roomIds.delete(roomId);
        this.broadcastInRoom(userId, roomId, Frame.of("room_gone", { roomId }));
      },
    });
    this.rooms.set(roomId, made);
    this.roomRounds.add(roomId);
    return made;
  }

  private closeAudience(roomId: string): void {
    this.rooms.delete(roomId);
    this.roomRounds.remove(roomId);
  }

  private broadcastInRoom(userId: string, roomId: string, frame: Frame): void {
    sendRoomFrame(roomId, this.connectionsOf(userId), frame);
  }

  private repeatEvery(ms: number, act: () => Promise<void>): void {
    const run = () => {
      const acted = act()
        .catch(warn)
        .finally(() => this.runningTasks.delete(acted));
      this.runningTasks.add(acted);
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
    await this.recheckAccess(...news.map(({ userId }) => userId));
  }

  /** Does for all of them at once what otherwise is spread over LIMITS.headsIntervalMs. */
  broadcastAllHeads(): Promise<void> {
    return this.broadcastHeads([...this.rooms.keys()], [...this.people.keys()]);
  }

  /**
   * Compares these rooms with their rows, which heals what no notice told, and tells these people a digest of what their
   * connections have been told.
   */
  private async broadcastHeads(roomIds: string[], userIds: string[]): Promise<void> {
    if (roomIds.length + userIds.length === 0) return;
    const { rooms, people } = await this.source.readHeads(roomIds, userIds);
    for (const roomId of roomIds) {
      const audience = this.rooms.get(roomId);
      if (audience?.closeIfEmpty()) this.closeAudience(roomId);
      else audience?.compareRev(rooms.get(roomId));
    }
    for (const [userId, userRev] of people)
      this.broadcastToPerson(userId, Frame.of("heads", { digest: this.digestOf(userId), userRev }));
  }

  /** The digest of P17: what a client compares with its own rooms. */
  private digestOf(userId: string): string {
    const lines: string[] = [];
    for (const roomId of this.people.get(userId)?.roomIds ?? []) {
      const audience = this.rooms.get(roomId);
      if (audience?.hasListener(userId)) lines.push(`${roomId}:${audience.sentRev}`);
    }
    return createHash("sha256").update(lines.sort().join("\n")).digest("hex").slice(0, 16);
  }
}

function warn(error: unknown): void {
  console.warn(`The hub could not read the rows: ${error instanceof Error ? error.message : error}`);
}
