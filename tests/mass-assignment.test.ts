import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { ENDPOINTS, type Endpoint } from "@/lib/doors/endpoints";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { makeBrowser } from "@/tests/support/push-browser";
import { call } from "@/tests/support/rest";
import { ACTIONS, type Scene } from "@/tests/support/rooms/actions";
import type { PermissionCase } from "@/tests/support/rooms/oracle";
import { type Cast, cast, setUpScene, traceOf } from "@/tests/support/rooms/stage";
import { type Person, person, session } from "@/tests/support/world";

testDatabase();

const FORGED_ID = "0badf00d-0000-7000-8000-00000badf00d";
const FORGED_TIME = "2001-02-03T04:05:06.789Z";
const FORGED_NUMBER = 1_234_567;
const FORGED_TEXT = "forged-0badf00d";

/** Fields that callers must never set, under every name of a column or an answer's field. */
const FORGED: Record<string, unknown> = {
  ...named(
    FORGED_ID,
    "id senderId authorId userId createdById addedById byId actorId roomId targetId sessionId",
  ),
  ...named(
    FORGED_TIME,
    "createdAt joinedAt activeAt archivedAt deletedAt editedAt deactivatedAt emailProvedAt at",
  ),
  ...named(
    FORGED_TIME,
    "lastSeenAt accessChangedAt totpConfirmedAt usedAt starredAt lastUsedAt lastActiveAt",
  ),
  ...named(
    FORGED_NUMBER,
    "seq rev roomRev userRev memberVersion memberCount accessVersion historyFromSeq uses",
  ),
  ...named(
    FORGED_NUMBER,
    "firstVisibleSeq joinedSeq receiptSeq lastDeliveredSeq replyToSeq totpLastStep folderPlace",
  ),
  ...named(
    FORGED_TEXT,
    "passwordHash nameKey nameLook usernameKey usernameLook formerUsernameKey emailKey directKey totpSecret avatarTag hash",
  ),
  ...named(FORGED_TEXT, "messagesFate entry type event sender by kept hint scopesGranted"),
  ...named(true, "isBot isAdmin isAdministrator isPinned mustChangePassword isNew isInside"),
  ...named("administrator", "role workspaceRole"),
  kind: "system",
  scopes: ["read", "write", "admin", "account"],
};

function named(value: unknown, names: string): Record<string, unknown> {
  return Object.fromEntries(names.split(" ").map((name) => [name, value]));
}

let ada: Person;
let others: Cast;
let scene: Scene;
let elsewhere: Scene;
const one: PermissionCase = {
  kind: "open",
  place: "owner",
  standing: "member",
  isArchived: false,
  posting: "everyone",
};

beforeAll(async () => {
  others = await cast();
  ada = await person("Ada", "administrator");
});

/** Bodies that work, by endpoint, where an act has none. */
const BODIES: Record<string, () => Record<string, unknown>> = {
  "POST /auth/register": () => ({ username: `new${Date.now()}`, password: "correct horse battery" }),
  "POST /rooms": () => ({ kind: "open", name: `New ${Date.now()}` }),
  "POST /rooms/direct": () => ({ userId: others.newcomer.userId }),
  "POST /me/reminders": () => ({ text: "later", at: "2100-01-01T00:00:00Z" }),
  "PATCH /me": () => ({ statusText: "here" }),
  "PUT /me/folders": () => ({ folders: [{ name: "Mine", roomIds: [] }] }),
  "PUT /me/activity/unread": () => ({ readAt: "2026-11-30T12:00:00Z" }),
  "PATCH /me/notification-settings": () => ({ level: "mentions" }),
  "POST /me/push-subscriptions": () => ({
    endpoint: `https://push.example/${Date.now()}`,
    keys: makeBrowser().keys,
  }),
  "POST /me/tokens": () => ({ name: "t", scopes: ["read"] }),
  "POST /invitations": () => ({}),
  "PATCH /workspace": () => ({ name: "Here" }),
  "POST /admin/people": () => ({ username: `made${Date.now()}` }),
  "PUT /admin/people/{user}/role": () => ({ role: "member" }),
  "POST /rooms/{room}/scheduled": () => ({
    text: "later",
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  }),
  "POST /sync": () => ({ rooms: {} }),
};

const moving = ENDPOINTS.filter(({ method, takes }) => method !== "GET" && takes === undefined);
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;

describe("S19: unknown fields of a body are ignored or refused", () => {
  test.each(moving.map((endpoint) => [nameOf(endpoint), endpoint] as const))("%s", async (name, endpoint) => {
    others = { ...others, newcomer: await person("Nora") };
    [scene, elsewhere] = [await setUpScene(one, ada, others), await setUpScene(one, null, others)];
    const me = { ...ada, ...(await session(ada.userId)) };
    const trace = await traceOf(elsewhere.roomId);
    const act = Object.values(ACTIONS).find((one) => one.endpoint === name);
    const body = act?.input(scene) ?? BODIES[name]?.() ?? {};
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, part: string) => pathPart(part, body));
    const own = new Set(Object.keys((endpoint.operation.input as z.ZodObject).shape ?? {}));
    const forged = Object.fromEntries(Object.entries(FORGED).filter(([field]) => !own.has(field)));
    const overPath = { room: elsewhere.roomId, message: elsewhere.messageId, user: others.member.userId };
    const { status } = await call(endpoint.method, path, {
      as: me,
      body: { ...forged, ...overPath, ...body },
    });
    if (act || BODIES[name]) expect(status, name).toBeLessThan(300);
    expect(await forgedRows(), name).toEqual([]);
    expect(await traceOf(elsewhere.roomId)).toBe(trace);
    expect(await strangePeople(), name).toEqual([]);
  });
});

/** Values of the path are left out of the body, unless they were forged there. */
function pathPart(part: string, body: Record<string, unknown>): string {
  const value = { room: scene.roomId, message: scene.messageId, user: others.newcomer.userId }[part];
  const given = String(body[part] ?? value ?? FORGED_ID.replaceAll("bad", "bed"));
  delete body[part];
  return given;
}

/** Rows of any table in which something forged stands. */
async function forgedRows(): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const found = await Promise.all(
    tables.map(({ name }) =>
      db().$queryRawUnsafe<{ row: string }[]>(
        `SELECT '${name} ' || t::text AS row FROM "${name}" t WHERE t::text ~ '0badf00d|2001-02-0|${FORGED_NUMBER}'`,
      ),
    ),
  );
  return found.flat().map(({ row }) => row);
}

/** Administrators, bots and the like that nobody made. */
const strangePeople = () =>
  db().user.findMany({
    where: {
      id: { not: ada.userId },
      OR: [{ role: "administrator" }, { isBot: true }, { totpSecret: { not: null } }],
    },
  });
