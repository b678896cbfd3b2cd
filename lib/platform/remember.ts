const STORE = Symbol.for("parley.remembered");

const shared = globalThis as { [STORE]?: Map<string, unknown> };
shared[STORE] ??= new Map();
const store = shared[STORE];

/**
 * Returns one value per process, however often this module is loaded: `server.ts`, pages and route handlers are
 * separate module graphs in one process, and each would otherwise have its own database pool and sockets. Use it only
 * for shared things: settings, connections, writer, hub, bus.
 */
export function remember<T>(name: string, create: () => T): T {
  if (!store.has(name)) store.set(name, create());
  return store.get(name) as T;
}

/** Replaces a remembered value, or forgets it with `undefined`, at the start of the program and in tests. */
export function rememberAs<T>(name: string, value: T | undefined): void {
  if (value === undefined) store.delete(name);
  else store.set(name, value);
}
