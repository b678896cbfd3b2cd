import { beforeEach, expect, onTestFinished, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { LIMITS, RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { forgetJobs, waitingMails } from "@/tests/support/mails";
import { person, refused, room, workspace } from "@/tests/support/world";
import { register } from "../accounts/register";
import { listInvitations } from "./invitations";
import { mailInvitations } from "./mail-invitations";

testDatabase();

const boss = () => person("Boss", "administrator");
const visitor = () => anonymous({ address: "198.51.100.7" });

/** Lets this test's installation send mail, which nobody takes. */
function mailing() {
  const before = settings();
  rememberAs("settings", { ...before, smtpUrl: "smtp://127.0.0.1:9" });
  onTestFinished(() => rememberAs("settings", before));
}

beforeEach(async () => {
  await forgetJobs();
  await db().invitation.deleteMany();
});

test("mails each address a link of its own, in the inviter's language", async () => {
  mailing();
  const ann = await boss();
  const den = await room(ann, { kind: "closed" });
  await workspace("invite");
  await db().user.update({ where: { id: ann.userId }, data: { locale: "ru" } });
  const emails = "bob@example.org, mia@example.org\nBOB@example.org";
  expect(await mailInvitations(ann, { emails, roomIds: [den.id] } as never)).toEqual({ sent: 2 });
  const mails = await waitingMails();
  expect(mails.map(({ to }) => to).sort()).toEqual(["BOB@example.org", "mia@example.org"]);
  expect(mails[0]?.text).toContain("Вас приглашают");
  const tokens = mails.map(({ text }) => /invite=(inv_[\w-]+)/.exec(text)?.[1] ?? "");
  const sign = (username: string, invite: string) =>
    register(visitor(), { username, password: "correct horse battery", invite });
  expect((await sign("bob", tokens[0]!)).user.role).toBe("member");
  await expect(sign("eve", tokens[0]!)).rejects.toMatchObject(refused("forbidden", "invitation_over"));
  expect(await db().membership.count({ where: { roomId: den.id } })).toBe(2);
  const left = (await listInvitations(ann, {})).items;
  expect(left.every(({ maxUses, expiresAt }) => maxUses === 1 && expiresAt !== null)).toBe(true);
});

test("is refused where no mail is set up, and for those who may not invite", async () => {
  const emails = ["bob@example.org"];
  await expect(mailInvitations(await boss(), { emails })).rejects.toMatchObject(
    refused("conflict", "no_mail"),
  );
  mailing();
  for (const role of ["member", "guest"] as const)
    await expect(mailInvitations(await person("Ada", role), { emails })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
  await expect(mailInvitations(visitor(), { emails })).rejects.toMatchObject(refused("unauthenticated"));
  expect(await waitingMails()).toEqual([]);
});

test.each([
  [[], "required"],
  [["bob"], "invalid_email"],
  [["a@b", "c"], "invalid_email"],
  [Array.from({ length: LIMITS.invitationsAtOnce + 1 }, (_, i) => `p${i}@example.org`), "too_many"],
])("refuses %j as %s, with the field's name", async (emails, reason) => {
  mailing();
  await expect(mailInvitations(await boss(), { emails })).rejects.toMatchObject({
    refusal: { code: "validation_failed", errors: [{ path: "emails", reason }] },
  });
});

test("one key mails once, and a person asks so often a day at most", async () => {
  mailing();
  const ann = { ...(await boss()), idempotencyKey: "mail" };
  const once = () => mailInvitations(ann, { emails: ["bob@example.org"] });
  expect(await once()).toEqual({ sent: 1 });
  expect(await once()).toEqual({ sent: 1 });
  expect(await waitingMails()).toHaveLength(1);
  const { idempotencyKey: _, ...often } = ann;
  for (let i = 1; i < RATES.invitationMails.points; i++)
    await mailInvitations(often, { emails: [`p${i}@example.org`] });
  await expect(mailInvitations(often, { emails: ["x@example.org"] })).rejects.toMatchObject(
    refused("rate_limited"),
  );
});
