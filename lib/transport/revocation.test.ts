import { describe, expect, test, vi } from "vitest";
import { presence } from "@/lib/delivery/presence";
import { logOut } from "@/lib/domain/accounts/login/log-out";
import { changePassword } from "@/lib/domain/accounts/passwords/change-password";
import { makeResetLink } from "@/lib/domain/accounts/passwords/make-reset-link";
import { resetPassword } from "@/lib/domain/accounts/passwords/password-reset";
import { createApiToken, revokeApiToken } from "@/lib/domain/accounts/sessions/api-token";
import { endOneSession, endOtherSessions } from "@/lib/domain/accounts/sessions/sessions";
import { deactivatePerson } from "@/lib/domain/administration/deactivate-person";
import { deletePerson } from "@/lib/domain/administration/delete-person";
import { endPersonSessions } from "@/lib/domain/administration/people";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { listPresence } from "@/lib/domain/people/list-presence";
import { readUser } from "@/lib/domain/people/read-user";
import { startDirect } from "@/lib/domain/rooms/start-direct";
import { updateWorkspace } from "@/lib/domain/workspace/update-workspace";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import {
  connectPlain,
  connectSocketIo,
  KINDS,
  type ReceivedFrame,
  testServer,
  textsOf,
} from "@/tests/support/test-server";
import { PASSWORD, type Person, person, room, session, withPassword } from "@/tests/support/world";

testDatabase();
const server = testServer();

/** Ways in which somebody's session ends, done by that person elsewhere or by an administrator. */
const ENDS: Record<string, (who: Person, admin: Person) => Promise<unknown>> = {
  "logging out": (who) => logOut(who, {}),
  "ending that session": async (who) =>
    endOneSession({ ...who, ...(await session(who.userId)) }, { session: who.sessionId }),
  "ending all others": async (who) => endOtherSessions({ ...who, ...(await session(who.userId)) }, {}),
  "changing the password elsewhere": async (who) =>
    changePassword(
      { ...(await withPassword(who)), ...(await session(who.userId)) },
      { currentPassword: PASSWORD, newPassword: "another horse battery" },
    ),
  "resetting the password": async (who, admin) => {
    const { token } = await makeResetLink(admin, { user: who.userId });
    await resetPassword(
      { ...who, sessionId: null, userId: null },
      { token, newPassword: "another horse battery" },
    );
  },
  "an administrator ending their sessions": (who, admin) => endPersonSessions(admin, { user: who.userId }),
  "being deactivated": (who, admin) => deactivatePerson(admin, { user: who.userId }),
  "being deleted": (who, admin) => deletePerson(admin, { user: who.userId }),
};

describe.each(Object.entries(KINDS))("S03: on a %s socket", (kind, open) => {
  test.each(Object.entries(ENDS))("%s closes it, and it cannot reconnect", async (_how, end) => {
    const [admin, ada] = [await person("Boss", "administrator"), await person("Ada")];
    const client = await open(server.port, ada);
    await end(ada, admin);
    await client.until(({ type }) => type === "session_ended");
    await client.closed;
    const again =
      kind === "plain"
        ? connectPlain(server.port, `?token=${ada.token}`)
        : connectSocketIo(server.port, { token: ada.token });
    const refusal = await Promise.race([again.closed, again.until(({ type }) => type === "session_ended")]);
    expect(JSON.stringify(refusal)).toMatch(/4401|unauthenticated/);
  });

  test.each(Object.entries(ENDS))(
    "B18: after %s the person is offline, without a grace",
    async (_how, end) => {
      const [admin, ada, bob] = [
        await person("Boss", "administrator"),
        await person("Ada"),
        await person("Bob"),
      ];
      const { room: talk } = await startDirect(bob, { userId: ada.userId });
      // Bob listens first: he is not told of a change that was broadcast before.
      const his = await open(server.port, bob);
      const hers = await open(server.port, ada);
      const isOfAda = (isOnline: boolean) => (frame: ReceivedFrame) =>
        frame.type === "user_status" && frame.userId === ada.userId && frame.isOnline === isOnline;
      await his.until(isOfAda(true));
      await end(ada, admin);
      await hers.closed;
      await vi.waitFor(() => expect(presence().statusOf(ada.userId)).toBe("offline"), { timeout: 3_000 });
      expect((await readUser(bob, { user: ada.userId })).isOnline).toBe(false);
      expect((await listPresence(bob, { room: talk.id })).items.map(({ userId }) => userId)).not.toContain(
        ada.userId,
      );
      await his.until(isOfAda(false));
      his.close();
    },
  );

  test.each(["deactivated", "deleted"])(
    "B18: a %s person is offline as soon as it is answered",
    async (how) => {
      const [admin, ada] = [await person("Boss", "administrator"), await person("Ada")];
      const hers = await open(server.port, ada);
      const act = how === "deleted" ? deletePerson : deactivatePerson;
      await act(admin, { user: ada.userId });
      expect(await readUser(admin, { user: ada.userId })).toMatchObject({
        isOnline: false,
        standing: "offline",
      });
      await hers.closed;
    },
  );

  test("revoking an API token closes it", async () => {
    const ada = await person("Ada");
    const { token, id } = await createApiToken(ada, { name: "t", scopes: ["read"] });
    const client = await open(server.port, { ...ada, token });
    const own = await open(server.port, ada);
    await revokeApiToken(ada, { token: id });
    await client.closed;
    expect((await own.ask("ping")).type).toMatch(/pong|ack/);
    own.close();
  });

  test("gets nothing after an acknowledged deactivation", async () => {
    const [admin, ada, bob] = [
      await person("Boss", "administrator"),
      await person("Ada"),
      await person("Bob"),
    ];
    const den = await room(bob, { members: [ada] });
    const [hers, his] = [await open(server.port, ada), await open(server.port, bob)];
    await sendMessage(bob, { room: den.id, text: "before" });
    await hers.until(() => textsOf(hers, den.id).includes("before"));
    await deactivatePerson(admin, { user: ada.userId });
    for (let i = 0; i < 20; i++) await sendMessage(bob, { room: den.id, text: `after ${i}` });
    await his.until(() => textsOf(his, den.id).includes("after 19"));
    await hers.closed;
    expect(textsOf(hers, den.id)).toEqual(["before"]);
    his.close();
  });

  test("S10: requiring a second factor closes it for people without one, and keeps them out", async () => {
    const [admin, ada] = [await person("Boss", "administrator"), await person("Ada")];
    await db().user.update({
      where: { id: admin.userId },
      data: { totpSecret: "x", totpConfirmedAt: new Date() },
    });
    const [hers, theirs] = [await open(server.port, ada), await open(server.port, admin)];
    await updateWorkspace(admin, { requireTwoFactor: true });
    await hers.closed;
    const again =
      kind === "plain"
        ? connectPlain(server.port, `?token=${ada.token}`)
        : connectSocketIo(server.port, { token: ada.token });
    const refusal = await Promise.race([again.closed, again.until(({ type }) => type === "session_ended")]);
    expect(JSON.stringify(refusal)).toMatch(/4401|forbidden/);
    expect((await theirs.ask("ping")).type).toMatch(/pong|ack/);
    theirs.close();
    await updateWorkspace(admin, { requireTwoFactor: false });
  });
});
