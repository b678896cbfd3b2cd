import { randomInt } from "node:crypto";
import type { Tx } from "@/lib/platform/database/db";
import type { User } from "@/prisma/generated/client";
import { hashOf } from "../sessions/session";
import { hasSecondFactor } from "./setup-needed";

const CODE_COUNT = 10;
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // No letters that look alike.

/**
 * Makes new recovery codes for a person and voids the old ones. Only their SHA-256 is stored, which 49 random bits
 * allow.
 */
export async function makeRecoveryCodes(db: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODE_COUNT }, makeCode);
  await db.recoveryCode.deleteMany({ where: { userId } });
  await db.recoveryCode.createMany({ data: codes.map((code) => ({ hash: hashFor(userId, code), userId })) });
  return codes;
}

/** Voids the recovery codes of a person without a second factor, because a code could log in in its place. */
export async function deleteUnusableCodes(db: Tx, user: User): Promise<void> {
  if (!(await hasSecondFactor(db, user))) await db.recoveryCode.deleteMany({ where: { userId: user.id } });
}

/** Uses up one of the person's recovery codes, once under any race. @returns false if the text is none */
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
