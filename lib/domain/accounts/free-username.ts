import { randomInt } from "node:crypto";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { fold, username } from "../fields";
import { lookOf } from "../name-rules";

const { min, max } = LIMITS.usernameLength;

/** Finds a free username: the first usable suggestion, else "person", with a number if it is taken. */
export async function freeUsername(db: Tx, suggestions: (string | null | undefined)[]): Promise<string> {
  const base = suggestions.map(asUsername).find((wish) => wish !== null) ?? "person";
  for (let attempt = 1; attempt <= 20; attempt++) {
    const name = attempt === 1 ? base : numbered(base, attempt);
    if (await isFree(db, name)) return name;
  }
  return numbered(base, randomInt(1_000_000, 9_999_999));
}

function asUsername(wish: string | null | undefined): string | null {
  const letters = (wish ?? "")
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, ".")
    .replace(/[^\p{L}\p{M}\p{N}._-]|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/^[^\p{L}\p{N}]+/u, "");
  const short = [...letters].slice(0, max).join("").replace(/\.+$/u, "");
  return [...short].length >= min && username.safeParse(short).success ? short : null;
}

const numbered = (base: string, number: number) =>
  `${[...base].slice(0, max - String(number).length).join("")}${number}`;

async function isFree(db: Tx, name: string): Promise<boolean> {
  const taken = await db.user.count({
    where: { OR: [{ usernameKey: fold(name) }, { usernameLook: lookOf(name) }] },
  });
  return taken === 0;
}
