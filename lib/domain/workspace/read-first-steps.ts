import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { FirstStepsView } from "@/lib/shared/views";

/** Reads which of the first steps in a new workspace the caller has done. */
export const readFirstSteps = query({
  key: "workspace.first-steps",
  summary: "Get the first steps of a new workspace",
  needs: "admin",
  input: z.object({}),
  authorize: () => {},

  async execute({ db, me }): Promise<FirstStepsView> {
    const people = await db.user.count({ where: { isBot: false, deletedAt: null } });
    const invitation = await db.invitation.findFirst({
      where: { createdById: me.userId },
      select: { id: true },
    });
    const rooms = await db.room.findMany({
      where: { kind: { in: ["open", "password", "closed"] } },
      select: { id: true },
      take: 2,
    });
    const greeting = await db.message.findFirst({
      where: { senderId: me.userId, kind: "user" },
      select: { id: true },
    });
    return {
      hasInvited: invitation !== null || people > 1,
      hasRoom: rooms.length > 1,
      hasGreeted: greeting !== null,
      people,
    };
  },
});
