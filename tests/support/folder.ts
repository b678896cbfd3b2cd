import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * An empty folder for this test alone, removed after it.
 * @param mode who may enter it; by default everybody may pass through, as the database's user has to when tests run as root
 */
export function testFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-test-"));
  chmodSync(folder, mode);
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** True if the tests run as root, who can read every folder. */
export const isRoot = process.getuid?.() === 0;
