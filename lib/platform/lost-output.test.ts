import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { ignoreLostOutput } from "./lost-output";

test("a log that nobody reads any more is no error of the process", async () => {
  const pipe = new Writable({ write: (_chunk, _encoding, done) => done(new Error("EPIPE")) });
  ignoreLostOutput(pipe);
  pipe.write("a line");
  await new Promise((resolve) => pipe.once("close", resolve));
  expect(pipe.errored?.message).toBe("EPIPE");
});
