import { sendRequest } from "./connection";

// Parts of a page that a device of the model has of its own: its socket, its REST and its storage. `vi.mock` has to stand
// in each test file.

type Original = () => Promise<object>;

/** The page's requests, on the line of the device. */
export const rest = async (original: Original) => ({ ...(await original()), sendRequest });

/** The page's storage, which keeps nothing. */
export const localData = async (original: Original) => ({
  ...(await original()),
  rememberUser: async () => {},
  wipeLocalData: async () => {},
});

/** The cache of the page's state, which keeps nothing. */
export const cacheWriter = () => ({
  createCacheWriter: () => ({ start() {}, touch() {}, flush() {}, keepOnly() {}, stop() {}, drop() {} }),
});
