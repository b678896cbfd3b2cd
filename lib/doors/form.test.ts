import { expect, test } from "vitest";
import { inputOf } from "./form";

const formOf = (fields: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

test("fields are texts, several of a name are a list, and Next's own are left out", () => {
  const form = formOf([
    ["name", "Den"],
    ["memberIds", "a"],
    ["memberIds", "b"],
    ["roomIds[]", "c"],
    ["$ACTION_ID_1", ""],
  ]);
  expect(inputOf(form)).toEqual({ name: "Den", memberIds: ["a", "b"], roomIds: ["c"] });
});

test("a name carries the conversion of its text", () => {
  const form = formOf([
    ["maxUses:number", "3"],
    ["none:number", " "],
    ["email:orNull", ""],
    ["hours:json", "null"],
    ["broken:json", "{"],
  ]);
  expect(inputOf(form)).toEqual({ maxUses: 3, none: undefined, email: null, hours: null, broken: "{" });
});

test("a checkbox after its hidden no: the last one counts", () => {
  const no: [string, string] = ["isOn:boolean", "false"];
  expect(inputOf(formOf([no]))).toEqual({ isOn: false });
  expect(inputOf(formOf([no, ["isOn:boolean", "true"]]))).toEqual({ isOn: true });
});

test("times are so many minutes from now, or as they were, or none", () => {
  const { soon, kept, never, open } = inputOf(
    formOf([
      ["soon:time", "30"],
      ["kept:time", "2027-01-31T12:00:00Z"],
      ["never:time", ""],
      ["open:minutes", ""],
    ]),
  );
  expect(Date.parse(String(soon)) - Date.now()).toBeGreaterThan(29 * 60_000);
  expect([kept, never, open]).toEqual(["2027-01-31T12:00:00Z", null, undefined]);
});

test("hostile values are handed on for the operation to refuse", () => {
  expect(inputOf(formOf([["at:minutes", "1e999"]]))).toEqual({ at: undefined });
  expect(inputOf(formOf([["maxUses:number", "many"]]))).toEqual({ maxUses: Number.NaN });
  expect(inputOf(formOf([["x:toString", "y"]]))).toEqual({ x: "y" });
  expect(Object.getPrototypeOf(inputOf(formOf([["__proto__[]", "y"]])))).toBe(Object.prototype);
});
