import { expect, test } from "vitest";
import { transliterate } from "./transliterate";

test.each([
  ["Анна Ковалёва", "anna kovalyova"],
  ["Щукин Андрей", "shchukin andrey"],
  ["Їжак Ґанна", "yizhak ganna"],
  ["Marta Oliveira", "marta oliveira"],
  ["Łukasz Müller-Strauß", "lukasz muller-strauss"],
  ["Søren Ægir", "soren aegir"],
  ["Ελένη Παπαδοπούλου", "eleni papadopoyloy"],
  ["田中 さくら", "田中 さくら"],
  ["ガガ", "ガガ"],
])("writes %s as %s", (name, latin) => {
  expect(transliterate(name)).toBe(latin);
});
