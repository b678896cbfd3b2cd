import type { Writable } from "node:stream";

/**
 * Ignores errors of streams that a process logs to. If the reader of a log has gone (EPIPE), each line is an error that is
 * logged again, without end: a server whose database was away kept half a core busy with it.
 */
export function ignoreLostOutput(...streams: Writable[]): void {
  for (const stream of streams) stream.on("error", () => {});
}
