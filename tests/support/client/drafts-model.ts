import { AsyncLocalStorage } from "node:async_hooks";
import { Drafts } from "@/lib/client/drafts/drafts";
import type { DraftView } from "@/lib/shared/views";

// For tests: one person's devices, each a browser with tabs over one storage, and the server that keeps one draft in a room.

const ROOM = "den";
const NOTHING: DraftView = {
  roomId: ROOM,
  threadId: null,
  text: "",
  replyTo: null,
  version: 0,
  updatedAt: null,
};

/** Outcome of a request: `unanswered` is done, but the client does not learn so. */
export type RequestOutcome = "answered" | "unheard" | "unanswered" | "busy";

/** The tab in which the code at work runs: its globals are those of that tab. */
const inTab = new AsyncLocalStorage<TabModel>();

export class DraftServerModel {
  draft: DraftView | null = null;
  rev = 0;
  fates: RequestOutcome[] = [];
  readonly tabs = new Set<TabModel>();

  take(method: string, body: string): Response | null {
    const fate = this.fates.shift() ?? "answered";
    if (fate === "unheard") return null;
    if (fate === "busy") return Response.json({ code: "unavailable" }, { status: 503 });
    const answer = method === "GET" ? Response.json(this.draft ?? NOTHING) : this.#put(JSON.parse(body));
    return fate === "unanswered" ? null : answer;
  }

  /** As lib/domain/drafts/save-draft.ts has it. */
  #put({ text, version }: { text: string; version: number }): Response {
    if (this.draft && this.draft.version > version)
      return Response.json({ code: "conflict" }, { status: 409 });
    if (text.trim() === "" && !this.draft) return Response.json(NOTHING);
    if (this.draft?.text === text) return Response.json(this.draft);
    const kept = { ...NOTHING, text, version: ++this.rev };
    this.draft = text.trim() === "" ? null : kept;
    for (const tab of this.tabs) if (tab.isOnline) tab.later(() => tab.drafts.onDraft(kept));
    return Response.json(kept);
  }
}

export class DeviceModel {
  readonly storage = new Map<string, string>();
  readonly tabs: TabModel[] = [];
  isOnline = true;
  /** Server drafts that the last tab knew: a page without the server begins with them. */
  known = { heads: [] as { roomId: string; version: number }[], asOf: 0 };

  constructor(readonly server: DraftServerModel) {}

  open(): TabModel {
    const { draft, rev } = this.server;
    const fresh = { heads: draft ? [{ roomId: ROOM, version: draft.version }] : [], asOf: rev };
    const tab = new TabModel(this, this.isOnline ? fresh : this.known);
    this.tabs.push(tab);
    this.server.tabs.add(tab);
    if (this.isOnline) tab.meet();
    return tab;
  }

  connect(isOnline: boolean) {
    if (isOnline === this.isOnline) return;
    this.isOnline = isOnline;
    if (isOnline) for (const tab of this.tabs) tab.meet();
  }

  write(writer: TabModel, key: string, newValue: string | null) {
    // Code that waited for an answer goes on here after its tab is gone; in a browser it does not.
    if (writer.isDead) return;
    if (newValue === null) this.storage.delete(key);
    else this.storage.set(key, newValue);
    for (const tab of this.tabs)
      if (tab !== writer)
        tab.later(() => tab.window.dispatchEvent(Object.assign(new Event("storage"), { key, newValue })));
  }
}

export class TabModel {
  readonly window = new EventTarget();
  readonly document = Object.assign(new EventTarget(), { hidden: false });
  readonly drafts: Drafts;
  isDead = false;

  constructor(
    readonly device: DeviceModel,
    known: DeviceModel["known"],
  ) {
    this.drafts = new Drafts({ userId: "me", ...known, roomIds: () => [ROOM] });
    inTab.run(this, () => {
      this.drafts.start();
      this.drafts.open(ROOM);
    });
  }

  get isOnline(): boolean {
    return this.device.isOnline;
  }

  get text(): string {
    return this.drafts.get(ROOM).text;
  }

  /** Somebody types, so that the field holds this. */
  type(text: string) {
    inTab.run(this, () => this.drafts.type(ROOM, text));
  }

  send(): Promise<void> {
    return inTab.run(this, () => this.drafts.take(ROOM, this.text.trimEnd(), Promise.resolve()));
  }

  /** A new connection, and what the server says there is. */
  meet() {
    const { draft, rev } = this.device.server;
    this.later(() => {
      this.drafts.resume();
      this.drafts.onHeads(draft ? [{ roomId: ROOM, version: draft.version }] : [], rev);
    });
  }

  /** Leaves the page as a browser does; `isKilled`: without a word. */
  die(isKilled: boolean) {
    if (!isKilled) inTab.run(this, () => void this.window.dispatchEvent(new Event("pagehide")));
    this.device.known = { heads: this.drafts.heads(), asOf: this.drafts.get(ROOM).newest };
    this.isDead = true;
    this.device.tabs.splice(this.device.tabs.indexOf(this), 1);
    this.device.server.tabs.delete(this);
  }

  later(act: () => unknown) {
    queueMicrotask(() => this.isDead || inTab.run(this, act));
  }
}

/** The globals of a browser, each those of the tab whose code is at work. `schedule` is the timer that tests move. */
export function browserGlobals(schedule: typeof setTimeout) {
  const tab = () => inTab.getStore() as TabModel;
  return {
    setTimeout: (act: () => void, ms?: number) => {
      const who = inTab.getStore();
      return schedule(() => who?.isDead || (who ? inTab.run(who, act) : act()), ms);
    },
    localStorage: {
      getItem: (key: string) => tab().device.storage.get(key) ?? null,
      setItem: (key: string, value: string) => tab().device.write(tab(), key, value),
      removeItem: (key: string) => tab().device.write(tab(), key, null),
    },
    window: {
      addEventListener: (...of: Parameters<EventTarget["addEventListener"]>) =>
        tab().window.addEventListener(...of),
    },
    document: {
      addEventListener: (...of: Parameters<EventTarget["addEventListener"]>) =>
        tab().document.addEventListener(...of),
    },
    fetch: async (_: string, { method = "GET", body = "" }: { method?: string; body?: string } = {}) => {
      const { device, isDead } = tab();
      if (isDead) return new Promise<Response>(() => {});
      await Promise.resolve();
      const answer = device.isOnline ? device.server.take(method, body) : null;
      await Promise.resolve();
      if (!answer) throw new TypeError("Failed to fetch");
      return answer;
    },
  };
}
