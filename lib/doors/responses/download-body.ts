import type { Readable } from "node:stream";
import { LIMITS } from "@/lib/shared/limits";

/**
 * Makes the body of an answer from a stream. Bytes are read when the peer takes them. The stream is released when it ends,
 * when the peer goes away, and when the peer takes nothing for LIMITS.downloadStallMs.
 *
 * @param onEnd is called once, at any of these ends
 */
export function downloadBody(source: Readable, onEnd: () => void): ReadableStream<Uint8Array> {
  const chunks = source.iterator({ destroyOnReturn: true });
  let stalled: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(stalled);
    source.destroy();
    onEnd();
  };
  const watch = (controller: ReadableStreamDefaultController) => {
    stalled = setTimeout(() => {
      controller.error(new Error("The peer takes no more of this download."));
      end();
    }, LIMITS.downloadStallMs).unref();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: watch,
      async pull(controller) {
        clearTimeout(stalled);
        try {
          const { value, done } = await chunks.next();
          if (done) {
            end();
            return controller.close();
          }
          controller.enqueue(value);
          watch(controller);
        } catch (error) {
          end();
          throw error;
        }
      },
      cancel: () => end(),
    },
    { highWaterMark: 0 },
  );
}
