import { randomInt } from "node:crypto";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { asUsername } from "@/lib/shared/text/propose-username";
import { username } from "../fields";
import { findNameProblem } from "./names-free";

const { min, max } = LIMITS.usernameLength;

/** Finds a free username: the first usable suggestion, else "person", with a number if it is taken. */
export async function freeUsername(db: Tx, suggestions: (string | null | undefined)[]): Promise<string> {
  const base = suggestions.map(usableUsername).find((wish) => wish !== null) ?? "person";
  for (let attempt = 1; attempt <= 20; attempt++) {
    const name = attempt === 1 ? base : numbered(base, attempt);
    if ((await findNameProblem(db, name)) === null) return name;
  }
  return numbered(base, randomInt(1_000_000, 9_999_999));
}

function usableUsername(wish: string | null | undefined): string | null {
  const name = asUsername(wish ?? "");
  return [...name].length >= min && username.safeParse(name).success ? name : null;
}

const numbered = (base: string, number: number) =>
  `${[...base].slice(0, max - String(number).length).join("")}${number}`;
