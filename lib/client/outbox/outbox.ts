import { isBlank } from "@/lib/shared/text/blank";
import type { MessageReceipt } from "@/lib/shared/views";
import { BACKOFF, createWaits } from "../connection/backoff";
import type { Tabs } from "../connection/tabs";
import { FILES_WAIT_MS, HOLD_MS, LOST, MessageFiles, Patience } from "./message-files";
import { type OutboxChange, type OutboxDeps, PASSING } from "./outbox-deps";
import { messageOf, type OutboxRow, OutboxRows } from "./outbox-rows";
import type { StoredMessage } from "./outbox-store";
import { heldMs, type OutgoingMessage, type PendingAction } from "./pending";

/**
 * Sends messages, one at a time per room, in the order of writing. A message with files goes when they are up; those after it
 * wait a few seconds, then overtake it. It is stored until the server has it. All tabs of a person share one outbox: the one with
 * a room's lock sends. An extra attempt makes no extra message, because its `clientId` is assigned at writing.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #waits = createWaits(BACKOFF.outbox);
  readonly #busy = new Set<string>();
  /** Settled messages. A tab may learn of one late, or read it just before it is removed. */
  readonly #settled = new Set<string>();
  readonly #confirmations = new Map<string, () => void>();
  readonly #patience = new Patience(FILES_WAIT_MS);
  readonly #holds = new Patience(HOLD_MS);
  readonly #files: MessageFiles;
  readonly #rows = new OutboxRows();
  /** The number of messages still to be sent, without refused ones. */
  readonly waiting = this.#rows.waiting;
  #storing: Promise<unknown> = Promise.resolve();
  #tabs: Tabs<OutboxChange> | null = null;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#files = new MessageFiles(deps.files);
  }

  /** Loads unsent messages, and listens to other tabs. */
  start() {
    this.#tabs = this.#deps.join((news) => this.#onTabChange(news));
    this.wake();
  }

  stop() {
    this.#tabs?.close();
    this.#tabs = null;
    this.#waits.cut();
    this.#patience.stop();
    this.#holds.stop();
    this.#deps.store.close();
  }

  /** The number of waiting and refused messages. */
  get count(): number {
    return this.#rows.all.length;
  }

  /** The messages that their author can still take back. */
  held(): readonly StoredMessage[] {
    return this.#rows.all.filter((row) => heldMs(row) > 0);
  }

  /** The waiting and refused messages of a room, in order. */
  of(roomId: string): readonly StoredMessage[] {
    return this.#rows.of(roomId);
  }

  /** Adds a message. Resolves once it is stored, with the bytes of its files. */
  async push(message: OutgoingMessage): Promise<void> {
    const { roomId, files } = message;
    this.release(roomId);
    this.#deps.onNews(roomId, { type: "typed", message });
    if (files.length === 0) return this.#store(message, true);
    // It has its place before its files are copied, so that a later message does not overtake it for that.
    this.#rows.insert({ ...message, refusal: null, order: this.#rows.lastOrder, isKept: false });
    await this.#store(message, await this.#deps.files.kept(files));
  }

  /**
   * Stores a new message, and sends it. After `stop` nothing is stored: text typed while the session ends must not stay
   * in the browser. A message whose files only this tab has is this tab's alone: no other one could send it.
   */
  #store(message: OutgoingMessage, isWhole: boolean): Promise<void> {
    const mayStore = this.#tabs !== null && isWhole && !this.#settled.has(message.clientId);
    // Not after the writes before it: a page that is closed right after Enter would lose the message.
    const adding = mayStore ? this.#deps.store.add(message).catch(() => null) : null;
    return this.#enqueueWrite(async () => this.#onStored(message, await adding));
  }

  /** Sends a new message. `order` is its place in the store; null if it could not be stored. */
  #onStored(message: OutgoingMessage, order: number | null): void {
    const { roomId, clientId } = message;
    // The server has it already: a message with files is sent before it is stored, if they are up.
    if (this.#settled.has(clientId)) {
      if (order !== null) this.#remove(clientId);
      return;
    }
    const row = { ...message, refusal: null, order: order ?? this.#rows.lastOrder, isKept: order !== null };
    if (!this.#rows.find(clientId)) this.#rows.insert(row);
    else this.#rows.change(clientId, { isKept: row.isKept });
    if (row.isKept) {
      this.#deps.files.assign(message);
      this.#tabs?.broadcast({ roomId, action: { type: "typed", message }, row });
    }
    void this.#pump(roomId);
  }

  /** Retries a refused message. */
  retry(clientId: string) {
    const row = this.#rows.find(clientId);
    if (!row) return;
    this.#settle(row, { type: "retried", clientId });
    void this.#pump(row.roomId);
  }

  /** Sends the messages of a room now that wait to be taken back. */
  release(roomId: string) {
    for (const row of this.#rows.of(roomId))
      if (row.heldUntil > 0) this.#settle(row, { type: "released", clientId: row.clientId });
    void this.#pump(roomId);
  }

  /** Drops a message that is refused, or that waits to be taken back. */
  discard(clientId: string) {
    const row = this.#rows.find(clientId);
    if (row) this.#settle(row, { type: "discarded", clientId });
  }

  /** Settles own messages that the server reports, whether or not their acknowledgement arrived. */
  confirm(messages: readonly MessageReceipt[]) {
    for (const message of messages) {
      const { clientId } = message;
      const row = this.#rows.find(clientId);
      if (row) this.#settle(row, { type: "answered", clientId, message });
      this.#confirmations.get(clientId)?.();
    }
  }

  /** The connection or the tab came back: another tab may have acted meanwhile. */
  wake() {
    this.#waits.cut();
    void this.#readStore().then(() => {
      for (const roomId of new Set(this.#rows.all.map((row) => row.roomId))) void this.#pump(roomId);
    });
  }

  /** An upload went on: sends messages whose files are up now. */
  onFilesChanged() {
    const rooms = new Set(this.#rows.all.flatMap((row) => (row.files.length > 0 ? [row.roomId] : [])));
    for (const roomId of rooms) void this.#pump(roomId);
  }

  async #pump(roomId: string): Promise<void> {
    if (this.#busy.has(roomId) || !this.#isReady() || !this.#next(roomId)) return;
    this.#busy.add(roomId);
    let hadTurn = false;
    await this.#tabs?.withLock(roomId, () => {
      hadTurn = true;
      return this.#sendAll(roomId);
    });
    this.#busy.delete(roomId);
    if (hadTurn) await this.#pump(roomId);
  }

  async #sendAll(roomId: string): Promise<void> {
    // Another tab may have sent everything while this one waited for the lock.
    await Promise.all([this.#readStore(), this.#deps.files.refresh()]);
    let tries = 0;
    for (let row = this.#next(roomId); row && this.#isReady(); row = this.#next(roomId)) {
      const end = await this.#send(row);
      if (end !== "over" && this.#isReady()) await this.#waits.take(roomId, tries, end.restMs);
      tries = end === "over" ? 0 : tries + 1;
    }
  }

  /** Sends one message. "over" if the server has it or never will; else the wait before the next attempt, in ms. */
  async #send(row: OutboxRow): Promise<"over" | { restMs: number }> {
    const { clientId } = row;
    const ids = await this.#attachmentIds(row);
    if (ids === null) return "over";
    const confirmed = new Promise<null>((resolve) => this.#confirmations.set(clientId, () => resolve(null)));
    const answer = await Promise.race([this.#deps.send(messageOf(row), ids), confirmed]);
    this.#confirmations.delete(clientId);
    if (!this.#rows.find(clientId)) return "over";
    if (answer?.ok) this.#settle(row, { type: "answered", clientId, message: answer.data.message });
    else if (!answer?.error) return { restMs: 0 };
    else {
      const { code, detail, retryAfter = 0 } = answer.error;
      if (PASSING.has(code)) return { restMs: retryAfter * 1_000 };
      if (!(await this.#files.uploadAgain(row, detail)))
        this.#settle(row, { type: "refused", clientId, refusal: { code, detail } });
    }
    return "over";
  }

  /** The server's ids of a message's files; null if the message does not go now. */
  async #attachmentIds(row: OutboxRow): Promise<string[] | null> {
    const { clientId, files, text } = row;
    const ids = await this.#files.idsOf(row);
    if (ids === "lost") {
      this.#settle(row, { type: "refused", clientId, refusal: LOST });
      return null;
    }
    // Its author removed every file.
    const isEmpty = ids?.length === 0 && files.length > 0 && isBlank(text);
    if (!isEmpty) return ids;
    this.#deps.files.discard(clientId);
    this.#settle(row, { type: "discarded", clientId });
    return null;
  }

  /** Applies a change here, broadcasts it, and stores it. */
  #settle(row: OutboxRow, action: PendingAction) {
    const { roomId, clientId } = row;
    // It may have been stored since the attempt began.
    const isKept = this.#rows.find(clientId)?.isKept ?? row.isKept;
    this.#apply(roomId, clientId, action);
    this.#tabs?.broadcast({ roomId, action });
    if (!isKept) return;
    const refusal = action.type === "refused" ? action.refusal : null;
    if (this.#settled.has(clientId)) this.#remove(clientId);
    else void this.#enqueueWrite(() => this.#deps.store.mark(clientId, refusal)).catch(() => {});
  }

  #remove(clientId: string) {
    void this.#enqueueWrite(() => this.#deps.store.remove(clientId)).catch(() => {});
  }

  #apply(roomId: string, clientId: string, action: PendingAction) {
    if (action.type === "answered" || action.type === "discarded") {
      this.#settled.add(clientId);
      for (const waits of [this.#patience, this.#holds]) waits.forget(clientId);
      this.#rows.remove(clientId);
    } else {
      const refusal = action.type === "refused" ? action.refusal : null;
      this.#rows.change(clientId, { refusal, heldUntil: 0 });
    }
    this.#deps.onNews(roomId, action);
  }

  #onTabChange({ roomId, action, row }: OutboxChange) {
    if (row) this.#applyStored(row);
    else if (action.type !== "typed") this.#apply(roomId, action.clientId, action);
    void this.#pump(roomId);
  }

  /** Applies a stored message that another tab or an earlier visit added. */
  #applyStored(kept: StoredMessage) {
    const { roomId, clientId, refusal } = kept;
    const known = this.#rows.find(clientId);
    // Settled, but the tab that knew first has not removed it, or died before it could.
    if (this.#settled.has(clientId)) return this.#remove(clientId);
    if (!known) {
      this.#rows.insert({ ...kept, isKept: true });
      // Its own tab may have died before it could.
      this.#deps.files.assign(kept);
      this.#deps.onNews(roomId, { type: "typed", message: kept });
    }
    if (refusal && !known?.refusal) this.#apply(roomId, clientId, { type: "refused", clientId, refusal });
    if (!refusal && known?.refusal) this.#apply(roomId, clientId, { type: "retried", clientId });
  }

  #readStore(): Promise<void> {
    return this.#enqueueWrite(async () => {
      const before = this.#rows.all;
      const kept = await this.#deps.store.all().catch(() => null);
      if (!kept) return;
      const found = new Set(kept.map(({ clientId }) => clientId));
      for (const { roomId, clientId, isKept } of before)
        if (isKept && !found.has(clientId))
          this.#apply(roomId, clientId, { type: "answered", clientId, message: undefined });
      for (const row of kept) this.#applyStored(row);
    });
  }

  /** The next message to send: the first whose files are up, once it has waited for those before it. */
  #next(roomId: string): OutboxRow | undefined {
    const rows = this.#rows.of(roomId).filter(({ refusal }) => refusal === null);
    const row = rows.find(this.#files.isReady);
    if (!row || this.#isHeld(row)) return undefined;
    if (row === rows[0]) return row;
    return this.#patience.hasWaited(row.clientId, () => void this.#pump(roomId)) ? row : undefined;
  }

  /** Later messages of the room release a held one, so that only the last one waits, and the order stays. */
  #isHeld(row: OutboxRow): boolean {
    if (row.heldUntil === 0) return false;
    return !this.#holds.hasWaited(row.clientId, () => void this.#pump(row.roomId), heldMs(row));
  }

  #isReady(): boolean {
    return this.#tabs !== null && this.#deps.isReady();
  }

  /** Runs writes in the order in which they were requested, so that messages keep their order. */
  #enqueueWrite<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#storing.then(act);
    this.#storing = done.catch(() => {});
    return done;
  }
}
