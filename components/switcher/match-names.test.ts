import { expect, test } from "vitest";
import { FIT, fitOf, nameFor, otherLayout, wantedFor } from "./match-names";

const howWell = (name: string, typed: string) => fitOf([nameFor(name)], wantedFor(typed));

test("names typed in the other keyboard layout are found, both ways", () => {
  expect(otherLayout("кщщь")).toBe("room");
  expect(otherLayout("ghbdtn")).toBe("привет");
  expect(otherLayout("K.,jdm")).toBe("любовь");
  expect(howWell("room", "кщщь")).not.toBeNull();
  expect(howWell("Привет всем", "ghbdtn")).not.toBeNull();
  expect(howWell("Юбилей", ".,bktq")).not.toBeNull();
});

test.each([
  ["Marta Oliveira", "мар"],
  ["Марта", "marta"],
  ["Дмитрий Морозов", "dmitry moro"],
  ["Tom Nguyen", "том"],
  ["Marta Oliveira", "vfhnf"],
  ["Курилка", "kurilka"],
])("%s is found by %s, in the other alphabet", (name, typed) => {
  expect(howWell(name, typed)).toBeLessThan(FIT.misspelt);
});

test("a name as typed comes before one that sounds so", () => {
  expect(howWell("Марта", "мар")).toBeLessThan(howWell("Marta", "мар")!);
});

test("the better it fits, the earlier it stands", () => {
  const fits = ["design", "Design crew", "The design", "Redesign", "Desgin"].map((name) =>
    howWell(name, "design"),
  );
  expect(fits).toEqual([FIT.whole, FIT.beginning, FIT.words, FIT.within, FIT.misspelt]);
  expect(howWell("рабочее", "hf,jxtt")).toBeGreaterThan(FIT.whole);
});

test.each([
  ["Platform", "paltform", "two letters swapped"],
  ["Platform", "plaform", "a letter missing"],
  ["Platform", "plattform", "a letter too many"],
  ["Platform", "pletform", "a wrong letter"],
  ["Platform", "plafto", "the beginning, with two letters swapped"],
  ["Room", "rom", "three letters, one missing"],
  ["Разработка", "разаработка", "a letter too many, in Russian"],
  ["Разработка", "hfphf,jnrs", "a slip in the other layout"],
  ["café-général", "general", "accents left out"],
  ["Cafe", "café", "accents put in"],
  ["Ёлка", "елка", "ё as е"],
  ["release-crew 2026", "cr rel", "beginnings of words in any order"],
])("%s is found by %s: %s", (name, typed) => {
  expect(howWell(name, typed)).not.toBeNull();
});

test.each([
  ["Platform", "zebra"],
  ["Room", "ma"],
  ["Design", "sales"],
  ["Platform", "plat zebra"],
])("%s is not found by %s", (name, typed) => {
  expect(howWell(name, typed)).toBeNull();
});

test("of several names the best counts", () => {
  expect(fitOf([nameFor("Ada Lovelace"), nameFor("ada")], wantedFor("ada"))).toBe(FIT.whole);
});
