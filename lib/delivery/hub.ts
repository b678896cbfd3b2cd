import { createHash } from "node:crypto";
import { LIMITS } from "@/lib/shared/limits";
import { Audience } from "./audience";
import { type Connection, sendRoomFrame } from "./connection";
import { Frame } from "./frame";
import type { HubSource, RoomHead } from "./hub-source";
import { presence } from "./presence";
import type { RoomUpdate } from "./room-change";
import { StaggeredRounds } from "./staggered-rounds";

/** Slots of one round of heads: sending heads to ten thousand people at a time would delay messages. */
const HEADS_SLOTS = 100;

/** A person with a socket in this process, and the rooms that they receive. */
type ConnectedPerson = {
  connections: Set<Connection>;
  roomIds: Set<string>;
  /**
   * Rooms of which they got `room_gone` last: a read of their rooms that began before a removal and ends after it does
   * not repeat the frame.
   */
  goneRoomIds: Set<string>;
};

/**
 * All sockets of one process, by room and by person. It fans out committed changes in `rev` order to the members at
 * that rev: see P24 of docs/protocol.md.
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
   * Starts two timers. One compares access versions each second, so that a lost bus message delays a removal by a
   * second and leaks nothing. The other sends everyone the heads of their rooms, so that clients notice a lost frame.
   */
  start(): void {
    this.repeatEvery(LIMITS.accessPollMs, () => this.pollAccess());
    this.repeatEvery(LIMITS.headsIntervalMs / HEADS_SLOTS, () =>
      this.broadcastHeads(this.roomRounds.next(), this.peopleRounds.next()),
    );
  }

  /** Stops the timers and all catch-ups. Resolves when no read is running. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const audience of this.rooms.values()) audience.stop();
    await Promise.all(this.runningTasks);
  }

  /** Returns how many sockets a person has in this process. */
  connectionCount(userId: string): number {
    return this.people.get(userId)?.connections.size ?? 0;
  }

  isConnected(userId: string): boolean {
    return this.people.has(userId);
  }

  /** Returns everyone who receives one of these rooms here. */
  listenersOf(roomIds: string[]): Set<string> {
    return new Set(roomIds.flatMap((roomId) => [...(this.rooms.get(roomId)?.listenerIds() ?? [])]));
  }

  /**
   * Adds a connection: it receives every later change of its rooms. Returns the heads for its `ready` frame. The
   * heads are read twice if an update was sent during the first read, so that no change falls in between.
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
    for (const { id } of heads) this.people.get(userId)?.goneRoomIds.delete(id);
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

  /** Applies an update from any process: sends it when its turn has come. */
  applyUpdate(update: RoomUpdate): void {
    for (const userId of update.addedUserIds) {
      const present = this.people.get(userId);
      if (!present) continue;
      present.goneRoomIds.delete(update.roomId);
      this.audienceOf(update.roomId, userId).expectMember(userId, update);
    }
    this.rooms.get(update.roomId)?.apply(update);
  }

  /** Sends frames to all connections of a person in this process. */
  broadcastToPerson(userId: string, ...frames: Frame[]): void {
    for (const connection of this.connectionsOf(userId)) connection.send(...frames);
  }

  /** Sends a frame to all connections in this process that receive all rooms, with or without those of guests. */
  broadcastToEverybody(frame: Frame, isForGuests: boolean): void {
    for (const { connections } of this.people.values())
      for (const connection of connections)
        if (connection.roomId === null && (isForGuests || !connection.isGuest)) connection.send(frame);
  }

  /** Sends a frame about a room to a person's connections, if the person is a known member. */
  broadcastToMember(userId: string, roomId: string, frame: Frame): void {
    if (this.rooms.get(roomId)?.hasListener(userId)) this.broadcastInRoom(userId, roomId, frame);
  }

  /**
   * Returns the member version at which a person receives a room; undefined if they do not, or if the members are
   * invalid.
   */
  memberVersionFor(roomId: string, userId: string): number | undefined {
    const audience = this.rooms.get(roomId);
    return audience?.hasListener(userId) ? audience.settledVersion : undefined;
  }

  /** Sends an ephemeral frame to the room's members, unless the known members are older than `memberVersion`. */
  broadcastEphemeral(roomId: string, memberVersion: number, frame: Frame): void {
    const audience = this.rooms.get(roomId);
    if ((audience?.settledVersion ?? -1) < memberVersion) return;
    for (const userId of audience?.listenerIds() ?? []) this.broadcastInRoom(userId, roomId, frame);
  }

  /** Checks again which rooms these people may receive, and ends the connections of ended sessions. */
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

  /** @returns true if a room is new here, or an update was sent while it was read */
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
    const made = {
      connections: new Set<Connection>(),
      roomIds: new Set<string>(),
      goneRoomIds: new Set<string>(),
    };
    this.people.set(userId, made);
    this.peopleRounds.add(userId);
    return made;
  }

  private connectionsOf(userId: string): Iterable<Connection> {
    return this.people.get(userId)?.connections ?? [];
  }

  /** Returns the room's audience, and notes it among the rooms of `listener`. */
  private audienceOf(roomId: string, listener?: string): Audience {
    if (listener) this.people.get(listener)?.roomIds.add(roomId);
    return this.rooms.get(roomId) ?? this.openAudience(roomId);
  }

  private openAudience(roomId: string): Audience {
    const made = new Audience(roomId, this.source, {
      connectionsOf: (userId) => {
        const present = this.people.get(userId);
        present?.roomIds.add(roomId);
        present?.goneRoomIds.delete(roomId);
        return present?.connections;
      },
      onRemoved: (userId) => this.broadcastGone(userId, roomId),
    });
    this.rooms.set(roomId, made);
    this.roomRounds.add(roomId);
    return made;
  }

  private broadcastGone(userId: string, roomId: string): void {
    const present = this.people.get(userId);
    present?.roomIds.delete(roomId);
    if (!present || present.goneRoomIds.has(roomId)) return;
    present.goneRoomIds.add(roomId);
    this.broadcastInRoom(userId, roomId, Frame.of("room_gone", { roomId }));
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

  /** Sends at once the heads that are otherwise spread over LIMITS.headsIntervalMs. For tests. */
  broadcastAllHeads(): Promise<void> {
    return this.broadcastHeads([...this.rooms.keys()], [...this.people.keys()]);
  }

  /**
   * Compares these rooms with their rows, which heals lost bus messages, and sends these people a digest of the revs
   * that their connections got.
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

  /** Computes the digest of P17, which clients compare with that of their own rooms. */
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
