import "fake-indexeddb/auto";
import { setMaxListeners } from "node:events";
import { toOutcome, UNREACHABLE } from "@/lib/client/connection/outcome";
import type { Tabs } from "@/lib/client/connection/tabs";
import { Outbox } from "@/lib/client/outbox/outbox";
import { createOutboxStore, type OutboxStore, type StoredMessage } from "@/lib/client/outbox/outbox-store";
import { messageFrame, type OutgoingMessage, type PendingAction } from "@/lib/client/outbox/pending";
import type { createEngine } from "@/lib/client/uploads/create-engine";
import { reduceUploads } from "@/lib/client/uploads/reduce-uploads";
import { UploadEngine } from "@/lib/client/uploads/upload-engine";
import { createUploadStore } from "@/lib/client/uploads/upload-store";
import { Uploads } from "@/lib/client/uploads/uploads";
import type { Outcome } from "@/lib/shared/errors";
import type { ClientFrames, CommandAnswers, LiveAnswer } from "@/lib/shared/live";
import { FileServerModel } from "./file-server-model";

// Node has no window; the subsystems listen on it for the page's end and the network's return.
globalThis.window ??= new EventTarget() as typeof window;
setMaxListeners(0, window);

type MessageFrame = ClientFrames["message"];

/** Outcome of one attempt to send. `deadly`: the server has it, and the tab dies before it learns so. */
export type SendOutcome =
  | "answered"
  | "unheard"
  | "unanswered"
  | "deadly"
  | "unavailable"
  | "rate_limited"
  | "forbidden";

/** For tests: a server that keeps one message for each key, however often it comes. */
export class ServerModel {
  readonly messages: MessageFrame[] = [];
  readonly files = new FileServerModel();
  /** The key of every attempt that reached it. */
  readonly attempts: (string | undefined)[] = [];
  fates: SendOutcome[] = [];
  isAway = false;
  /** Seconds that a passing refusal asks for. */
  retryAfter: number | undefined;

  take(frame: MessageFrame, die: () => void): LiveAnswer | null {
    if (this.isAway) return null;
    const fate = this.fates.shift() ?? "answered";
    if (fate === "unheard") return null;
    this.attempts.push(frame.clientId);
    if (fate !== "answered" && fate !== "unanswered" && fate !== "deadly")
      return {
        ok: false,
        code: fate,
        detail: "",
        ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }),
      };
    if (!this.messages.some(({ clientId }) => clientId === frame.clientId)) {
      if (!this.files.attach(frame.attachmentIds ?? []))
        return {
          ok: false,
          code: "validation_failed",
          detail: "attachmentIds: Names a file that is not yours.",
        };
      this.messages.push(frame);
    }
    if (fate === "deadly") die();
    return fate === "answered" ? { ok: true } : null;
  }

  messagesOf(roomId: string): MessageFrame[] {
    return this.messages.filter((message) => message.roomId === roomId);
  }

  textsOf(roomId: string): string[] {
    return this.messagesOf(roomId).map(({ text }) => text);
  }
}

let browsers = 0;

/**
 * For tests: one browser, with its outbox in a real IndexedDB (`fake-indexeddb`), its tabs, and the turns that they take.
 * Tests that use fake timers must leave `setImmediate` real: the database works on it.
 */
export class BrowserModel {
  readonly server: ServerModel;
  readonly userId = `reader-${++browsers}`;
  isFull = false;
  /** Adding a message to the database is answered after this. */
  added: Promise<void> = Promise.resolve();
  readonly tabs = new Set<TabModel>();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #store = createOutboxStore(this.userId);
  #storing = 0;

  constructor(server = new ServerModel()) {
    this.server = server;
  }

  open(): TabModel {
    const tab = new TabModel(this);
    this.tabs.add(tab);
    tab.uploads.start();
    tab.outbox.start();
    return tab;
  }

  /** Stored messages in order. */
  kept(): Promise<StoredMessage[]> {
    return this.#store.all();
  }

  /** Resolves when no tab waits for the database any more. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.#storing > 0 ? 0 : quiet + 1)
      await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async counted<T>(work: () => Promise<T>): Promise<T> {
    this.#storing += 1;
    return work().finally(() => {
      this.#storing -= 1;
    });
  }

  async alone(tab: TabModel, name: string, act: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(name) ?? Promise.resolve();
    let leave = () => {};
    const over = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#turns.set(
      name,
      before.then(() => over),
    );
    await before;
    if (!tab.isDead) await Promise.race([act(), tab.death]);
    leave();
  }
}

/** For tests: a tab, which may die in the middle of anything. */
class TabModel {
  readonly #browser: BrowserModel;
  readonly outbox: Outbox;
  readonly uploads: Uploads;
  /** News for a reader of the tab, as `key state`. */
  readonly news: string[] = [];
  /** The messages that it would have shown on their way. */
  readonly outgoing: OutgoingMessage[] = [];
  isDead = false;
  isReady = true;
  death: Promise<void>;
  readonly #listeners = new Map<string, (news: never) => void>();
  #die = () => {};

  constructor(browser: BrowserModel) {
    this.#browser = browser;
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
    const store = this.#store();
    this.uploads = new Uploads({
      userId: browser.userId,
      waitingMessages: store.all,
      loadEngine: async () => ({ createEngine: (...of) => this.#engine(...of), reduceUploads }),
    });
    this.uploads.store.subscribe(() => this.outbox.onFilesChanged());
    this.outbox = new Outbox({
      store,
      join: (onNews) => this.#join("outbox", onNews),
      isReady: () => this.isReady && !this.isDead,
      files: this.uploads,
      send: (message, attachmentIds) => this.#send(messageFrame(message, attachmentIds)),
      onNews: (_, action) => {
        this.news.push(`${keyOf(action)} ${action.type}`);
        if (action.type === "typed") this.outgoing.push(action.message);
        if (action.type === "answered") this.uploads.forget(action.clientId);
      },
    });
  }

  connect(isReady: boolean) {
    this.isReady = isReady;
    this.outbox.wake();
  }

  die() {
    this.isDead = true;
    this.#browser.tabs.delete(this);
    this.#die();
  }

  async #send(frame: MessageFrame): Promise<Outcome<CommandAnswers["message"]>> {
    // The way there and the way back take a moment, in which the tab may die.
    await Promise.resolve();
    const answer = this.isDead ? null : this.#browser.server.take(frame, () => this.die());
    await Promise.resolve();
    if (this.isDead) return new Promise(() => {});
    return answer ? toOutcome(answer) : UNREACHABLE;
  }

  #join<News>(channel: string, onNews: (news: News) => void): Tabs<News> {
    this.#listeners.set(channel, onNews);
    const others = () => [...this.#browser.tabs].filter((tab) => tab !== this);
    return {
      broadcast: (news) => {
        if (this.isDead) return;
        for (const tab of others())
          queueMicrotask(() => tab.isDead || tab.#listeners.get(channel)?.(structuredClone(news) as never));
      },
      withLock: (name, act) => this.#browser.alone(this, `${channel} ${name}`, act),
      close: () => {},
    };
  }

  #engine(...[userId, state, waitingMessages]: Parameters<typeof createEngine>): UploadEngine {
    const { server } = this.#browser;
    return new UploadEngine({
      state,
      waitingMessages,
      store: this.#wrapped(createUploadStore(userId)),
      join: (onNews) => this.#join("files", onNews),
      server: {
        send: async (job) => {
          await Promise.resolve();
          if (this.isDead) return new Promise(() => {});
          const outcome = await server.files.send(job, server.isAway, () => this.die());
          return this.isDead ? new Promise(() => {}) : outcome;
        },
        tell: async () => (server.isAway ? UNREACHABLE : { ok: true, data: null }),
        removeFile: (fileId) => void server.files.remove(fileId),
        removeUpload: () => {},
        sizeLimit: async () => 1_000,
      },
    });
  }

  /** A real store, as a tab sees it that may die before an answer comes. */
  #wrapped<Store extends object>(store: Store): Store {
    const act = (work: () => Promise<unknown>) => this.#act(work);
    return Object.fromEntries(
      Object.entries(store).map(([name, call]) => [
        name,
        name === "close" ? call : (...of: unknown[]) => act(() => this.#call(name, () => call(...of))),
      ]),
    ) as Store;
  }

  /** A full browser stores nothing new. */
  async #call(name: string, call: () => unknown) {
    if (this.#browser.isFull && (name === "put" || name === "copy"))
      throw new DOMException("No room", "QuotaExceededError");
    return call();
  }

  async #act<T>(work: () => Promise<T>): Promise<T> {
    await Promise.resolve();
    const answer = this.isDead ? null : await this.#browser.counted(work);
    return this.isDead ? new Promise<T>(() => {}) : (answer as T);
  }

  /** The real store, as a tab sees it that may die before an answer comes, in a browser that may be full. */
  #store(): OutboxStore {
    const browser = this.#browser;
    const store = createOutboxStore(browser.userId);
    const act = <T>(work: () => Promise<T>) => this.#act(work);
    return {
      all: () => act(() => store.all()),
      async add(message) {
        const order = await act(async () => {
          if (browser.isFull) throw new DOMException("No room", "QuotaExceededError");
          return store.add(message);
        });
        await browser.added;
        return order;
      },
      mark: (clientId, refusal) => act(() => store.mark(clientId, refusal)),
      remove: (clientId) => act(() => store.remove(clientId)),
      close: () => store.close(),
    };
  }
}

const keyOf = (action: PendingAction) =>
  action.type === "typed" ? action.message.clientId : action.clientId;
