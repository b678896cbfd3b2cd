import { expect, test } from "vitest";
import { roomPassword } from "@/lib/domain/fields";
import { makePassword } from "./make-password";

test("makes passwords of four words that a room takes, each another one", () => {
  const made = Array.from({ length: 200 }, makePassword);
  for (const password of made) {
    expect(password).toMatch(/^([bdfgklmnprstvz][aeiou]){2}(-([bdfgklmnprstvz][aeiou]){2}){3}$/);
    expect(roomPassword.safeParse(password).success).toBe(true);
  }
  expect(new Set(made).size).toBe(200);
});

test("uses every letter about equally often", () => {
  const letters = Array.from({ length: 2_000 }, makePassword).join("").replaceAll("-", "");
  const count = (letter: string) => letters.split(letter).length - 1;
  for (const vowel of "aeiou") expect(count(vowel) / (letters.length / 2)).toBeCloseTo(1 / 5, 1);
});
