import { timelineKey } from "@/lib/shared/messages/timeline-key";
import { uploadRow } from "@/tests/support/files";
import type { Rng } from "@/tests/support/random";
import { ACTIONS, DRAWN, EMOJI, type Scene } from "./actions";
import type { Player } from "./cast";
import { handleCommits } from "./commits";
import { ask, DOORS } from "./doors";
import { type KnownMessage, Ledger, SENDS } from "./ledger";
import { expectReadable, type Findable, isSearch, readFindable } from "./searches";

/** One script: random acts of all players, some of them at once, and what may happen to their devices between. */
export class Script {
  readonly ledger = new Ledger();
  /** Actions with their actor, door and result. */
  readonly log: string[] = [];
  readonly tally = new Map<string, number>();
  private readonly busy = new Map<Player, Promise<void>>();
  private visits: Promise<void>[] = [];
  private count = 0;

  constructor(
    private readonly players: Player[],
    private readonly roomIds: string[],
    private readonly random: Rng,
  ) {}

  async play(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      const who = this.random.of(this.players);
      if (this.busy.has(who) || this.random.below(3) === 0) await this.settle();
      if (this.random.below(5) === 0) this.happen(who);
      else this.busy.set(who, this.act(who));
    }
    await this.settle();
    await Promise.all(this.visits);
  }

  /** Until everything that was begun is answered, and often also findable. One person does one thing at a time. */
  private async settle(): Promise<void> {
    await Promise.all(this.busy.values());
    this.busy.clear();
    if (this.random.below(2) === 0) await handleCommits();
  }

  private async act(who: Player): Promise<void> {
    const name = this.random.of(DRAWN);
    const scene = this.scene(who);
    if (name === "send files") scene.attachmentIds.push(...(await this.upload(who)));
    const action = ACTIONS[name](scene);
    const doors = Array.from({ length: SENDS.has(name) && this.random.below(6) === 0 ? 2 : 1 }, () =>
      this.random.of(DOORS),
    );
    const before = isSearch(name) ? await this.prepareSearch(who) : null;
    const ends = await Promise.all(doors.map((door) => ask(door, who, action)));
    if (before && isSearch(name)) {
      const after = await readFindable(who.person, scene.word);
      for (const end of ends) expectReadable(name, end, before, after);
    }
    for (const [place, end] of ends.entries()) {
      this.ledger.note(name, scene, who.person.userId, end);
      this.log.push(`${who.name} ${name} by ${doors[place]}: ${end.code} ${JSON.stringify(action.input)}`);
      const line = `${name}: ${end.code}`;
      this.tally.set(line, (this.tally.get(line) ?? 0) + 1);
    }
  }

  /** Makes what was written so far findable. @returns what may be found */
  private async prepareSearch({ person }: Player): Promise<Findable> {
    await handleCommits();
    return readFindable(person, this.word);
  }

  /** Mostly about rooms that the person is in, as their device has it. */
  private scene({ person, device }: Player): Scene {
    const { random, ledger, roomIds } = this;
    const mine = Object.keys(device.chat.workspace.get().rooms);
    const near = mine.length > 0 && random.below(4) > 0 ? mine : roomIds;
    const messages = ledger.known.filter(({ roomId }) => near.includes(roomId));
    const own = messages.filter(({ senderId }) => senderId === person.userId);
    const withFiles = ledger.known.filter(({ fileIds }) => fileIds.length > 0);
    const file =
      withFiles.length > 0 ? random.of(withFiles) : { id: person.userId, fileIds: [person.userId] };
    const some = messages.length > 0 ? random.of(messages) : { id: person.userId, seq: 1 };
    const replies = messages.filter(({ id }) => ledger.replies.has(id));
    return {
      roomId: random.of(near),
      otherRoomId: random.of(near),
      userId: random.of(this.players).person.userId,
      messageId: some.id,
      ownMessageId: own.length > 0 ? random.of(own).id : some.id,
      rootId: this.rootOf(messages)?.id ?? some.id,
      replyId: replies.length > 0 ? random.of(replies).id : some.id,
      messageWithFile: file.id,
      fileId: random.of(file.fileIds),
      // Now and then one that is in a message already.
      attachmentIds: random.below(8) === 0 ? [random.of(file.fileIds)] : [],
      emoji: random.of(EMOJI),
      seq: some.seq,
      text: this.fresh(),
      word: this.word,
      clientId: `key ${this.count}`,
    };
  }

  /** Mostly a message that began a thread before, so that threads grow. */
  private rootOf(messages: readonly KnownMessage[]): KnownMessage | undefined {
    const begun = messages.filter(({ id }) => this.ledger.roots.has(id));
    const among = begun.length > 0 && this.random.below(4) > 0 ? begun : messages;
    return among.length > 0 ? this.random.of(among) : undefined;
  }

  private upload({ person }: Player): Promise<string[]> {
    return Promise.all(Array.from({ length: 1 + this.random.below(3) }, () => uploadRow(person)));
  }

  /** Something on somebody's device: it is cut off, looks at a room or a thread, reads it, or sends by itself. */
  private happen({ name, device }: Player): void {
    const roomId = this.random.of(this.roomIds);
    const room = device.chat.workspace.get().rooms[roomId];
    const root = this.rootOf(this.ledger.known.filter((known) => known.roomId === roomId));
    const key = timelineKey(roomId, this.random.below(3) === 0 ? root?.id : null);
    const what = this.random.of(["break", "visit", "visit", "visit", "read", "type"] as const);
    this.log.push(`${name}'s device: ${what} ${key}`);
    if (what === "break") device.line.break();
    else if (what === "visit") this.visits.push(device.visit(key));
    else if (room && what === "read") device.read(key, room.seq);
    else if (room) {
      const text = this.fresh();
      this.ledger.type(text);
      this.visits.push(device.type(key, text));
    }
  }

  /** A word of all texts. */
  get word(): string {
    return String(this.random.seed);
  }

  private fresh = () => `(${this.word} ${++this.count})`;
}
