import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { testFolder } from "@/tests/support/folder";
import { sendMail } from "./mailer";
import { rememberAs } from "./remember";
import { readSettings } from "./settings";

test("a mail server that never greets is given up after 20 seconds", async () => {
  const mute = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void mute.close());
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  rememberAs("settings", readSettings({ DATA_DIR: testFolder(), SMTP_URL: `smtp://127.0.0.1:${port}` }));

  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const sending = sendMail({ id: "1", to: "ada@example.org", subject: "Hello", text: "Hello." });
  const refused = expect(sending).rejects.toThrow("Greeting never received");
  await once(mute, "connection");
  await vi.advanceTimersByTimeAsync(20_000);
  await refused;
});
