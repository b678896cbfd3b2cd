import { peopleEvent, textOf } from "@/lib/domain/rooms/room-events";
import type { JoinMethod, RoomEvent, RoomKind, RoomRole } from "@/lib/shared/views";
import type { Prisma } from "@/prisma/generated/client";
import type { DemoFile } from "./dialogues";

/** A person in the log. */
export type Someone = { id: string; displayName: string };

export type RoomRow = Prisma.RoomCreateManyInput & Counters;
export type MessageRow = Prisma.MessageCreateManyInput & { seq: number; createdAt: Date };
export type MembershipRow = Prisma.MembershipCreateManyInput & { lastReadSeq: number };

/** A file in a message, in its place from 1. */
export type SentFile = DemoFile & { message: MessageRow; place: number };

type Counters = { seq: number; rev: number; roomRev: number; memberVersion: number; memberCount: number };

/**
 * One room, in the state that the writer would have left: every message takes the next `seq` and `rev`, every change
 * of the members one `rev` and, with a system message, one `seq`.
 */
export class RoomLog {
  readonly row: RoomRow;
  readonly messages: MessageRow[] = [];
  readonly files: SentFile[] = [];
  /** Membership changes of the room. */
  readonly changes: Prisma.MembershipChangeCreateManyInput[] = [];
  /** Joins and departures of each person, which the writer adds to their access version. */
  readonly moves = new Map<string, number>();
  private readonly memberships = new Map<string, MembershipRow>();
  private last: number;

  constructor(
    given: { kind: RoomKind; name: string | null; createdById: string } & Partial<Prisma.RoomCreateManyInput>,
    createdAt: number,
    private readonly newId: (at: number) => string,
  ) {
    const none: Counters = { seq: 0, rev: 0, roomRev: 0, memberVersion: 0, memberCount: 0 };
    this.row = { ...given, ...none, id: newId(createdAt), createdAt: new Date(createdAt) };
    this.last = createdAt;
  }

  has({ id }: Someone): boolean {
    return this.memberships.has(id);
  }

  get members(): MembershipRow[] {
    return [...this.memberships.values()];
  }

  /** Adds people in one change; `by` added them, or joined. Conversations have no system message for it. */
  enter(people: { who: Someone; role: RoomRole }[], at: number, by: Someone, event?: RoomEvent): void {
    this.change(
      people.map(({ who }) => who),
      people.length,
      at,
      by,
      event,
    );
    const seq = this.row.seq;
    for (const { who, role } of people) {
      const entry = this.entryOf(who, by);
      this.note("entered", who, by, { role, entry });
      const marks = { lastReadSeq: seq, receiptSeq: seq, lastDeliveredSeq: seq };
      this.memberships.set(who.id, {
        roomId: this.row.id,
        userId: who.id,
        role,
        ...marks,
        entry,
        addedById: entry === "added" ? by.id : null,
        joinedSeq: event ? seq - 1 : seq,
        joinedAt: new Date(this.last),
      });
    }
  }

  leave(who: Someone, at: number): void {
    this.change([who], -1, at, who, peopleEvent("left", [who.displayName]));
    this.note("left", who, who, { role: this.memberships.get(who.id)?.role ?? "member" });
    this.memberships.delete(who.id);
  }

  say(who: Someone, text: string, at: number, replyTo?: MessageRow): MessageRow {
    this.pass(at);
    this.row.rev++;
    this.row.activeAt = new Date(this.last);
    return this.write(who, { text, ...(replyTo && { replyToId: replyTo.id, replyToSeq: replyTo.seq }) });
  }

  /** Moves a person's marks, like reading; never back, and not beyond the newest message. */
  read({ id }: Someone, seq: number): void {
    const membership = this.memberships.get(id);
    if (!membership || seq <= membership.lastReadSeq) return;
    const to = Math.min(seq, this.row.seq);
    Object.assign(membership, { lastReadSeq: to, receiptSeq: to, lastDeliveredSeq: to });
  }

  private entryOf(who: Someone, by: Someone): JoinMethod {
    if (who.id === this.row.createdById && this.memberships.size === 0) return "created";
    if (who.id !== by.id) return "added";
    return this.row.kind === "password" ? "password" : "joined";
  }

  private note(type: string, who: Someone, by: Someone, more: { role: RoomRole; entry?: JoinMethod }): void {
    const id = this.newId(this.last);
    const at = { seq: this.row.seq, createdAt: new Date(this.last) };
    this.changes.push({ id, roomId: this.row.id, userId: who.id, byId: by.id, type, ...at, ...more });
  }

  private change(
    people: Someone[],
    more: number,
    at: number,
    by: Someone,
    event: RoomEvent | undefined,
  ): void {
    this.pass(at);
    this.row.rev++;
    this.row.roomRev = this.row.rev;
    this.row.memberVersion++;
    this.row.memberCount += more;
    for (const { id } of people) this.moves.set(id, (this.moves.get(id) ?? 0) + 1);
    if (event) this.write(by, { kind: "system", text: textOf(event, by.displayName), event });
  }

  private write(sender: Someone, what: Pick<MessageRow, "text"> & Partial<MessageRow>): MessageRow {
    const message: MessageRow = {
      ...what,
      id: this.newId(this.last),
      clientId: this.newId(this.last),
      roomId: this.row.id,
      seq: ++this.row.seq,
      rev: this.row.rev,
      senderId: sender.id,
      createdAt: new Date(this.last),
    };
    this.messages.push(message);
    return message;
  }

  /** Moves time forward only: an earlier moment becomes a second after the last one. */
  private pass(at: number): void {
    this.last = Math.max(at, this.last + 1_000);
  }
}
