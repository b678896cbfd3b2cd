import { expect, test } from "vitest";
import { choiceText, NO_CHOICE, parseChoice } from "./notify-choice";

test("nothing is told before it was asked for, and then with sound and text", () => {
  expect(parseChoice(null)).toEqual(NO_CHOICE);
  expect(NO_CHOICE).toMatchObject({ isOn: false, wasOffered: false });
});

test("a choice comes back as it was, and answers the offer", () => {
  for (const isOn of [true, false])
    for (const hasSound of [true, false])
      for (const showsText of [true, false]) {
        const choice = { isOn, hasSound, showsText, wasOffered: true };
        expect(parseChoice(choiceText(choice))).toEqual(choice);
      }
});

test("a value that somebody made up is a refusal", () => {
  expect(parseChoice("<b>").isOn).toBe(false);
});
