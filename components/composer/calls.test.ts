import { expect, test } from "vitest";
import { callsEveryone } from "./calls";

test("a text calls everybody by @all, @channel, @everyone and @here, in any case, also at the end of a sentence", () => {
  for (const text of ["@all", "hi @Here!", "see you, @everyone.", "＠channel", "(@all)"]) {
    expect(callsEveryone(text), text).toBe(true);
  }
});

test("neither code, nor an address, nor a longer name calls everybody", () => {
  for (const text of ["`@all`", "```\n@here\n```", "me@all.example", "@allan", "@here_now", "all"]) {
    expect(callsEveryone(text), text).toBe(false);
  }
});
