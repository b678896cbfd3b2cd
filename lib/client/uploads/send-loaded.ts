import type { SendFile } from "./send-file";

/** Sends one file; the script for it is loaded with the first one. A failed load is a failed attempt. */
export const sendLoaded: SendFile = async (job) => {
  const loaded = await import("./send-file").catch(() => null);
  return loaded ? loaded.sendByTus(location.origin)(job) : { type: "later", retryAfterMs: 0 };
};
