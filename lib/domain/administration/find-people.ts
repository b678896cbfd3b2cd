import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { FoundPeopleView } from "@/lib/shared/views";
import { fold, isId, line, reference } from "../fields";
import { toUserView, type User } from "../people/user-view";
import { requireMay } from "../rooms/access";

/** A name with an address, as mail programs write them. */
const NAME_LENGTH = LIMITS.emailLength + LIMITS.displayNameLength + 3;

/** Maximum number of people listed for one display name. */
const MAX_NAMESAKES = 20;

/**
 * Resolves a list of names, for example a pasted one: ids, email addresses (also as in `Ada <ada@example.org>`),
 * usernames with or without an @, or display names. With `room` it marks who is a member already. It changes nothing.
 * Errors: `validation_failed` for an empty name or too many; `not_found` for the room.
 */
export const findPeople = query({
  key: "person.find",
  summary: "Find people by names, usernames or email addresses",
  needs: "admin",
  input: z.object({
    names: z.array(line({ min: 1, max: NAME_LENGTH })).max(LIMITS.roomMembersAtOnce),
    room: reference.optional(),
  }),
  authorize: ({ db, me }, { room }) => (room ? requireMay(db, me, "see members", room) : null),

  async execute({ db }, { names }, room): Promise<FoundPeopleView> {
    const keys = new Map(names.map((given) => [given, keyOf(given)]));
    const known = new PeopleIndex(await readCandidates(db, [...new Set(keys.values())]));
    const meant = [...keys].map(([given, key]) => ({ given, users: known.find(key) }));
    const members = await readMembers(db, room?.id, meant);
    const toFound = (user: User) => ({
      person: toUserView(user),
      isMember: members.has(user.id),
      isDeactivated: user.deactivatedAt !== null,
    });

    return {
      found: meant.flatMap(({ given, users: [user, ...others] }) =>
        user && others.length === 0 ? [{ given, ...toFound(user) }] : [],
      ),
      ambiguous: meant
        .filter(({ users }) => users.length > 1)
        .map(({ given, users }) => ({ given, people: users.slice(0, MAX_NAMESAKES).map(toFound) })),
      missing: meant.filter(({ users }) => users.length === 0).map(({ given }) => given),
    };
  },
});

/** Returns the part of a name that is compared. */
function keyOf(given: string): string {
  const [, address = given] = /<([^<>]+)>$/.exec(given) ?? [];
  return fold(address.trim().replace(/^@/, ""));
}

/**
 * Reads the people of these keys. The database folds display names to find them; PeopleIndex folds them again to tell
 * them apart.
 */
async function readCandidates(db: Db, keys: string[]): Promise<User[]> {
  const namesakes = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "user" WHERE lower(display_name) = ANY(${keys}) AND deleted_at IS NULL`;
  const ids = [...keys.filter(isId), ...namesakes.map(({ id }) => id)];
  return db.user.findMany({
    where: {
      deletedAt: null,
      workspaceBot: null,
      OR: [{ id: { in: ids } }, { emailKey: { in: keys } }, { usernameKey: { in: keys } }],
    },
    orderBy: { usernameKey: "asc" },
  });
}

/**
 * Index of people by every name they have. Unique names come first; of people with the same display name, active
 * ones.
 */
class PeopleIndex {
  private readonly unique: ReadonlyMap<string, User>[];
  private readonly namesakes = new Map<string, User[]>();

  constructor(users: User[]) {
    this.unique = [
      new Map(users.map((user) => [user.id, user])),
      new Map(users.map((user) => [user.emailKey ?? "", user])),
      new Map(users.map((user) => [user.usernameKey, user])),
    ];
    for (const user of users) {
      const key = fold(user.displayName);
      this.namesakes.set(key, [...(this.namesakes.get(key) ?? []), user]);
    }
  }

  find(key: string): User[] {
    const one = this.unique.map((users) => users.get(key)).find((user) => user !== undefined);
    if (one) return [one];
    const all = this.namesakes.get(key) ?? [];
    const active = all.filter(({ deactivatedAt }) => deactivatedAt === null);
    return active.length > 0 ? active : all;
  }
}

async function readMembers(
  db: Db,
  roomId: string | undefined,
  meant: { users: User[] }[],
): Promise<ReadonlySet<string>> {
  if (!roomId) return new Set();
  const ids = meant.flatMap(({ users }) => users.map(({ id }) => id));
  const rows = await db.membership.findMany({
    where: { roomId, userId: { in: ids } },
    select: { userId: true },
  });
  return new Set(rows.map(({ userId }) => userId));
}
