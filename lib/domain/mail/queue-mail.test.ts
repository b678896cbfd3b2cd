import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { finishJob } from "@/lib/core/jobs/job-rows";
import { runDueJobs, takeNextJob } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { freePort } from "@/lib/platform/postgres/free-port";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { forgetJobs } from "@/tests/support/mails";
import { startSmtp } from "@/tests/support/smtp";
import { person, workspace } from "@/tests/support/world";
import { resetPassword } from "../accounts/passwords/password-reset";
import { requestPasswordReset } from "../accounts/passwords/request-password-reset";
import { startWorkers } from "../jobs/workers";
import { queueMail, sendMailJob } from "./queue-mail";

testDatabase();

let before: ReturnType<typeof settings>;
const mailThrough = (smtpUrl: string) => {
  rememberAs("settings", { ...before, smtpUrl, mailFrom: "Parley <chat@example.com>" });
  rememberAs("mail transport", undefined);
};
const queue = (text = "Hello.", to = "ada@example.org") =>
  queueMail({ db: db() as never, afterCommit() {} }, { to, subject: "Привет", text });
const due = () => db().job.updateMany({ data: { runAt: new Date(0) } });
const sendDueMails = () => runDueJobs([sendMailJob]);
const mailJob = () => db().job.findFirstOrThrow();

beforeEach(async () => {
  before = settings();
  await forgetJobs();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  rememberAs("settings", before);
  rememberAs("mail transport", undefined);
});

describe("a mail that waits", () => {
  test("is sent once, to the one address, and then its text is gone", async () => {
    const smtp = await startSmtp();
    onTestFinished(smtp.stop);
    mailThrough(smtp.url);
    await queue("The secret link.");
    expect(JSON.stringify(await mailJob())).not.toContain("secret");
    const takers = await Promise.all([sendDueMails(), sendDueMails(), sendDueMails()]);
    expect(takers.sort()).toEqual([0, 0, 1]);
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]).toMatchObject({ to: ["ada@example.org"] });
    expect(smtp.received[0]?.text).toContain("The secret link.");
    expect(await db().job.count()).toBe(0);
  });

  test("waits while the server is away, longer each time, and goes out when it is back", async () => {
    const port = await freePort();
    mailThrough(`smtp://127.0.0.1:${port}`);
    await queue();
    expect(await sendDueMails()).toBe(1);
    expect(await sendDueMails()).toBe(0);
    const first = await mailJob();
    expect(first).toMatchObject({
      attempts: 1,
      failedAt: null,
      lastError: expect.stringContaining("ECONNREFUSED"),
    });
    await due();
    await sendDueMails();
    const second = await mailJob();
    const waits = [first, second].map(({ runAt }) => runAt.getTime() - Date.now());
    expect(waits[1]!).toBeGreaterThan(waits[0]! * 1.5);
    const smtp = await startSmtp(port);
    onTestFinished(smtp.stop);
    await due();
    await sendDueMails();
    expect(smtp.received).toHaveLength(1);
  });

  test("that is turned away ten times is given up, and its text goes", async () => {
    const smtp = await startSmtp();
    onTestFinished(smtp.stop);
    smtp.state.refuses = true;
    mailThrough(smtp.url);
    await queue();
    for (let i = 0; i < 12; i++) {
      await due();
      await sendDueMails();
    }
    expect(await mailJob()).toMatchObject({ attempts: 10, input: null, failedAt: expect.any(Date) });
  });

  test("goes out after its process died with it, under the same Message-ID", async () => {
    const smtp = await startSmtp();
    onTestFinished(smtp.stop);
    mailThrough(smtp.url);
    await queue();
    const dead = await takeNextJob([sendMailJob]);
    expect(await sendDueMails(), "its lease has not passed").toBe(0);
    await due();
    expect(await sendDueMails()).toBe(1);
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]?.text).toContain(`<${dead!.id}@example.com>`);
    await finishJob(dead!);
    expect(await sendDueMails()).toBe(0);
  });

  test("cannot get a second receiver by its address", async () => {
    const smtp = await startSmtp();
    onTestFinished(smtp.stop);
    mailThrough(smtp.url);
    await queue("x", "ada@example.org,eve@example.org");
    await sendDueMails();
    expect(smtp.received.flatMap(({ to }) => to)).not.toContain("eve@example.org");
  });
});

test("a server that hangs up holds no shutdown, and the mail waits", async () => {
  const silent = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void silent.close());
  mailThrough(`smtp://127.0.0.1:${(silent.address() as { port: number }).port}`);
  await queue();
  await startWorkers().stop();
  expect(await mailJob()).toMatchObject({ failedAt: null, runToken: null });
});

test("a process without SMTP_URL leaves mails to the others", async () => {
  rememberAs("settings", { ...before, smtpUrl: undefined });
  await queue();
  await startWorkers().stop();
  expect(await mailJob()).toMatchObject({ attempts: 0, runToken: null });
});

test("a forgotten password is reset by the mailed link, which is sent by itself", async () => {
  const smtp = await startSmtp();
  onTestFinished(smtp.stop);
  mailThrough(smtp.url);
  const workers = startWorkers();
  onTestFinished(() => workers.stop());
  await workspace();
  const ada = await person("Ada");
  const email = `${ada.username}@example.org`;
  await db().user.update({ where: { id: ada.userId }, data: { email, emailKey: email, locale: "ru" } });
  const visitor = anonymous({ address: "203.0.113.7" });
  expect(await requestPasswordReset(visitor, { username: ada.username })).toEqual({ canMail: true });
  const { text, to } = await smtp.mail();
  expect(to).toEqual([email]);
  const plain = /base64/i.test(text)
    ? Buffer.from(text.split("\r\n\r\n").slice(1).join(""), "base64").toString()
    : text.replace(/=\r\n/g, "").replace(/=3D/g, "=");
  const token = /token=(rst_[\w-]+)/.exec(plain)?.[1] ?? "";
  await resetPassword(visitor, { token, newPassword: "a brand new password" });
  expect((await db().user.findUnique({ where: { id: ada.userId } }))?.emailProvedAt).not.toBeNull();
});
