import { AsyncLocalStorage } from "node:async_hooks";

/** The headers of the page request in which a server action runs: a test that mocks `next/headers` gives them from here. */
export const pageRequest = new AsyncLocalStorage<Headers>();
