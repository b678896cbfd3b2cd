import { z } from "zod";
import { publishAccessChange } from "@/lib/delivery/publish";
import { roomOperation } from "@/lib/delivery/room-operation";
import type { Tx } from "@/lib/platform/database/db";
import { bumpAccessVersion, endSessions } from "../accounts/sessions/session";
import { reference } from "../fields";
import { requireAccount } from "../people/access";
import { endGrants } from "./end-grants";
import { requireAnotherAdministrator } from "./people";
import { roomsOfPerson } from "./rooms-of-person";

/**
 * Deactivates a person: all their sessions, tokens and sockets end. The member version of their rooms moves in the
 * same commit, so that no hub sends them a later change, even if its bus message is lost. Grants that they gave as an
 * administrator and nobody has used end too. Errors: `not_found`; `conflict` for the last administrator.
 */
export const deactivatePerson = roomOperation({
  key: "person.deactivate",
  summary: "Deactivate a person",
  needs: "admin",
  input: z.object({ user: reference }),
  prepare: (actor, { user }) => roomsOfPerson(actor, user),
  rooms: (_actor, _input, { roomIds }) => roomIds,
  authorize: ({ db, me }, _input, { id }) => requireAccount(db, me, id),

  async execute(ctx, _input, user): Promise<void> {
    const { db, afterCommit } = ctx;
    await requireAnotherAdministrator(db, user);
    await db.user.update({
      where: { id: user.id },
      data: { deactivatedAt: user.deactivatedAt ?? new Date() },
    });
    await endGrants(ctx, user, "deactivated");
    await endSessions(db, { userId: user.id });
    await bumpMemberVersions(db, user.id);
    await bumpAccessVersion(db, user.id);
    afterCommit(() => publishAccessChange(user.id));
  },

  audit: (_out, _ctx, { id, username }) => ({ target: { id, name: username } }),
});

/** Makes hubs read the members of these rooms before they send anything committed after this. */
const bumpMemberVersions = (db: Tx, userId: string) => db.$executeRaw`
  UPDATE room SET member_version = member_version + 1
   WHERE id IN (SELECT room_id FROM membership WHERE user_id = ${userId}::uuid)`;
