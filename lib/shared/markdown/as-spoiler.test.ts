import { expect, test } from "vitest";
import { asSpoiler } from "./as-spoiler";
import { plainText } from "./plain-text";

test.each([
  "secret",
  "secret || secret",
  "secret||secret||secret",
  "`secret||secret`",
  "secret\\",
  "secret |",
  "**secret",
  "- secret\n- secret",
  "secret\n\nsecret",
  "secret\n```\nsecret\n```",
  "```\nsecret",
  "secret\n~~~\nsecret",
  "> secret\n\nsecret",
  "[secret](https://secret.example)",
])("/spoiler hides the whole of %j", (text) => {
  expect(plainText(asSpoiler(text))).toMatch(/^[…\s]+$/);
  expect(asSpoiler(text)).toContain("secret");
});
