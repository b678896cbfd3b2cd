const STORE = Symbol.for("parley.remembered");

const shared = globalThis as { [STORE]?: Map<string, unknown> };
shared[STORE] ??= new Map();
const store = shared[STORE];

/**
 * One value per process, however many times this module is loaded: `server.ts`, pages and route handlers are separate
 * module graphs in one process, and each would otherwise have its own database pool and its own sockets.
 * Only for what must be shared: settings, connections, writer, hub, bus.
 */
export function remember<T>(name: string, create: () => T): T {
  if (!store.has(name)) store.set(name, create());
  return store.get(name) as T;
}

/** Replaces (or, with `undefined`, forgets) a remembered value: for the start of the program and for tests. */
export function rememberAs<T>(name: string, value: T | undefined): void {
  if (value === undefined) store.delete(name);
  else store.set(name, value);
}
