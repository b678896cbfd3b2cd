import type { LiveAnswer } from "@/lib/shared/live";
import type { PendingAction } from "./feed";
import { Outbox, type OutboxNews } from "./outbox";
import type { Kept, OutboxStore } from "./outbox-store";
import type { Draft } from "./pending";
import type { Tabs } from "./tabs";

/** What becomes of one attempt to send. `deadly`: the server has it, and the tab dies before it hears so. */
export type Fate =
  | "answered"
  | "unheard"
  | "unanswered"
  | "deadly"
  | "unavailable"
  | "rate_limited"
  | "forbidden";

/** For tests: a server that keeps one message for each key, however often it comes. */
export class ServerModel {
  readonly messages: Draft[] = [];
  /** The key of every attempt that reached it. */
  readonly attempts: string[] = [];
  fates: Fate[] = [];
  isAway = false;
  /** Seconds that a passing refusal asks for. */
  retryAfter: number | undefined;

  take(draft: Draft, die: () => void): LiveAnswer | null {
    if (this.isAway) return null;
    const fate = this.fates.shift() ?? "answered";
    if (fate === "unheard") return null;
    this.attempts.push(draft.clientId);
    if (fate !== "answered" && fate !== "unanswered" && fate !== "deadly")
      return { ok: false, code: fate, detail: "", retryAfter: this.retryAfter };
    if (!this.messages.some(({ clientId }) => clientId === draft.clientId)) this.messages.push(draft);
    if (fate === "deadly") die();
    return fate === "answered" ? { ok: true } : null;
  }

  textsOf(roomId: string): string[] {
    return this.messages.filter((message) => message.roomId === roomId).map(({ text }) => text);
  }
}

/** For tests: one browser, with what it keeps, its tabs, and the turns that they take. */
export class BrowserModel {
  readonly server: ServerModel;
  kept: Kept[] = [];
  isFull = false;
  readonly tabs = new Set<TabModel>();
  readonly #turns = new Map<string, Promise<void>>();
  #order = 0;

  constructor(server = new ServerModel()) {
    this.server = server;
  }

  open(): TabModel {
    const tab = new TabModel(this);
    this.tabs.add(tab);
    tab.outbox.start();
    return tab;
  }

  add(draft: Draft): number {
    if (this.isFull) throw new Error("No room");
    this.#order += 1;
    const { clientId, roomId, text, createdAt } = draft;
    this.kept.push({ clientId, roomId, text, createdAt, refusal: null, order: this.#order });
    return this.#order;
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
  /** What a reader of the tab would have been told, as `key state`. */
  readonly news: string[] = [];
  isDead = false;
  isReady = true;
  death: Promise<void>;
  #hear: (news: OutboxNews) => void = () => {};
  #die = () => {};

  constructor(browser: BrowserModel) {
    this.#browser = browser;
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
    this.outbox = new Outbox({
      store: this.#store(),
      join: (onNews) => this.#join(onNews),
      isReady: () => this.isReady && !this.isDead,
      ask: (draft) => this.#ask(draft),
      onNews: (_, action) => this.news.push(`${keyOf(action)} ${action.type}`),
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

  async #ask(draft: Draft): Promise<LiveAnswer | null> {
    // The way there and the way back take a moment, in which the tab may die.
    await Promise.resolve();
    const answer = this.isDead ? null : this.#browser.server.take(draft, () => this.die());
    await Promise.resolve();
    return this.isDead ? new Promise(() => {}) : answer;
  }

  #join(onNews: (news: OutboxNews) => void): Tabs<OutboxNews> {
    this.#hear = onNews;
    const others = () => [...this.#browser.tabs].filter((tab) => tab !== this);
    return {
      tell: (news) => {
        if (this.isDead) return;
        for (const tab of others()) queueMicrotask(() => tab.isDead || tab.#hear(structuredClone(news)));
      },
      alone: (name, act) => this.#browser.alone(this, name, act),
      close: () => {},
    };
  }

  #store(): OutboxStore {
    const browser = this.#browser;
    const act = async <T>(work: () => T): Promise<T> => {
      await Promise.resolve();
      return this.isDead ? new Promise<T>(() => {}) : work();
    };
    return {
      all: () => act(() => structuredClone(browser.kept)),
      add: (draft) => act(() => browser.add(draft)),
      mark: (clientId, refusal) =>
        act(() => {
          browser.kept = browser.kept.map((row) => (row.clientId === clientId ? { ...row, refusal } : row));
        }),
      remove: (clientId) =>
        act(() => {
          browser.kept = browser.kept.filter((row) => row.clientId !== clientId);
        }),
      close: () => {},
    };
  }
}

const keyOf = (action: PendingAction) => (action.type === "typed" ? action.draft.clientId : action.clientId);
