import { expect, test } from "vitest";
import { inOtherAlphabet, soundOf } from "./name-sound";

test.each([
  ["марта", "marta"],
  ["дмитрий", "dmitry"],
  ["виктор", "victor"],
  ["юлия", "yuliya"],
  ["юлия", "julia"],
  ["александр", "alexander"],
  ["филипп", "philip"],
  ["щукин", "shchukin"],
  ["хабаров", "khabarov"],
  ["артём", "artem"],
])("%s sounds like %s, or begins so", (russian, latin) => {
  const sound = soundOf(latin);
  expect(soundOf(russian).slice(0, Math.min(6, sound.length))).toBe(sound.slice(0, 6));
});

test("a text is guessed in the other alphabet, both ways", () => {
  expect(["мар", "marta", "shchukin", "юля", "42"].map(inOtherAlphabet)).toEqual([
    "mar",
    "марта",
    "щукин",
    "yulya",
    "42",
  ]);
});
