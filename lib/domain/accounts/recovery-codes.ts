import { randomInt } from "node:crypto";
import type { Tx } from "@/lib/platform/db";
import type { User } from "@/prisma/generated/client";
import { hashOf } from "./session";
import { hasSecondFactor } from "./setup-needed";

const CODE_COUNT = 10;
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // None that are taken for each other.

/** New recovery codes for a person; the old ones are void. Only their SHA-256 is kept, which 49 bits of chance allow. */
export async function makeRecoveryCodes(db: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODE_COUNT }, makeCode);
  await db.recoveryCode.deleteMany({ where: { userId } });
  await db.recoveryCode.createMany({ data: codes.map((code) => ({ hash: hashFor(userId, code), userId })) });
  return codes;
}

/** Voids the recovery codes of a person who has no second factor left, in whose place a code could log in. */
export async function deleteUnusableCodes(db: Tx, user: User): Promise<void> {
  if (!(await hasSecondFactor(db, user))) await db.recoveryCode.deleteMany({ where: { userId: user.id } });
}

/** Whether a text is one of the person's unused recovery codes; it is used up by this, and works once under any race. */
export async function spendRecoveryCode(db: Tx, userId: string, code: string): Promise<boolean> {
  const used = await db.recoveryCode.updateMany({
    where: { hash: hashFor(userId, code), userId, usedAt: null },
    data: { usedAt: new Date() },
  });
  return used.count === 1;
}

const makeCode = () => [part(), part()].join("-");
const part = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

const hashFor = (userId: string, code: string) =>
  hashOf(`${userId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, "")}`);
