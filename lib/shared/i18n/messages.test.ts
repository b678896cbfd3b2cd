import { expect, test } from "vitest";
import en from "./en.json";
import ru from "./ru.json";

type Tree = { [key: string]: string | Tree };

/** Every key with the names of what is filled into its words. */
function shapeOf(tree: Tree, path = ""): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === "string" ? { [`${path}${key}`]: slotsOf(value) } : shapeOf(value, `${path}${key}.`),
    ),
  );
}

function slotsOf(words: string): string[] {
  const slots = [...words.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((found) => found[1] ?? found[2] ?? "");
  return [...new Set(slots)].sort();
}

test("both languages say the same things and fill in the same names", () => {
  expect(shapeOf(ru)).toEqual(shapeOf(en));
});
