import type { Event, Token } from "micromark-util-types";
import { expect, test } from "vitest";
import { isInLabel } from "./in-label";

/** Events of which reads are counted. */
function counted(list: Event[]) {
  const reads = { count: 0 };
  const events = new Proxy(list, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads.count++;
      return Reflect.get(target, key);
    },
  });
  return { events, reads };
}

const eventOf = (type: string): Event => ["enter", { type } as Token, {} as never];

test("S34: asked at each of ten thousand words, each event is looked at about once", () => {
  for (const first of ["labelLink", "data"]) {
    const list = [eventOf(first)];
    const { events, reads } = counted(list);
    const context = { events };
    for (let word = 0; word < 10_000; word++) {
      expect(isInLabel(context)).toBe(first === "labelLink");
      list.push(eventOf("data"));
    }
    expect(reads.count).toBeLessThan(50_000);
  }
});

test("a closed label is not open, and one around it still is", () => {
  const [outer, inner] = [eventOf("labelImage"), eventOf("labelLink")];
  const context = { events: [outer, eventOf("data"), inner] };
  expect(isInLabel(context)).toBe(true);
  inner[1]._balanced = true;
  expect(isInLabel(context)).toBe(true);
  outer[1]._balanced = true;
  expect(isInLabel(context)).toBe(false);
});

test("a label whose events were taken back is open no longer", () => {
  const context = { events: [eventOf("data"), eventOf("labelLink")] };
  expect(isInLabel(context)).toBe(true);
  context.events = [eventOf("data"), eventOf("data")];
  expect(isInLabel(context)).toBe(false);
});
