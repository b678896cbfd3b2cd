import { expect, test } from "vitest";
import { byName, distinctName, nameOfPasted, nameOfText } from "./file-names";

const AT = new Date(2026, 10, 29, 14, 2);

test("a pasted picture is named by its time, and other files keep their names", () => {
  expect(nameOfPasted({ name: "image.png", type: "image/png" }, AT)).toBe("Screenshot 2026-11-29 14.02.png");
  expect(nameOfPasted({ name: "", type: "image/webp" }, AT)).toBe("Screenshot 2026-11-29 14.02.webp");
  expect(nameOfPasted({ name: "cat.png", type: "image/png" }, AT)).toBe("cat.png");
});

test("files are sorted by name, with numbers as numbers", () => {
  const files = ["C.png", "10.png", "9.png", "a.png"].map((name) => ({ name }));
  expect(byName(files).map(({ name }) => name)).toEqual(["9.png", "10.png", "a.png", "C.png"]);
});

test("a name that is taken gets a number before its ending", () => {
  expect(distinctName("a.png", [])).toBe("a.png");
  expect(distinctName("a.png", ["a.png", "a (2).png"])).toBe("a (3).png");
  expect(distinctName("Makefile", ["Makefile"])).toBe("Makefile (2)");
});

test("a text that becomes a file is named by its first words", () => {
  expect(nameOfText("\n# Отчёт за неделю: *итоги*\nи прочее")).toBe("Отчёт за неделю итоги.txt");
  expect(nameOfText("word ".repeat(50))).toBe("word word word word word word word word.txt");
  expect(nameOfText("!!!")).toBe("message.txt");
});
