import { createServer } from "node:net";

/**
 * Returns a port that nothing listens on. If another process takes it before PostgreSQL does, another one is tried.
 */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
