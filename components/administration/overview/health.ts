import type { OverviewView } from "@/lib/shared/views";

export const PARTS = ["database", "redis", "jobs", "mail", "push", "disk"] as const;
export type Part = (typeof PARTS)[number];

/** Below this the disk is nearly full, in bytes. */
const LOW_DISK = 1024 ** 3;

/** The part of a quota above which files are nearly at it. */
const HIGH_QUOTA = 0.9;

/** The parts of the installation that want a look. */
export function partsToLookAt({ health, storage }: OverviewView): readonly Part[] {
  const { redis, jobs, mail, push } = health;
  const { freeBytes, quotaBytes, stored } = storage;
  const isLow = freeBytes !== null && freeBytes < LOW_DISK;
  const isFull = quotaBytes !== null && stored.bytes > quotaBytes * HIGH_QUOTA;
  const troubles: Record<Part, boolean> = {
    database: false,
    redis: redis === "away",
    jobs: jobs.failed + jobs.late > 0,
    mail: mail.lastFailure !== null,
    push: push === "no_contact",
    disk: isLow || isFull,
  };
  return PARTS.filter((part) => troubles[part]);
}
