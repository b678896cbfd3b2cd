import { z } from "zod";
import type { AdminPersonView } from "@/lib/shared/views";
import type { User } from "@/prisma/generated/client";
import { toUserView } from "../people/user-view";

/** A role in the workspace, as an input. */
export const role = z.enum(["administrator", "member", "guest"], {
  error: "Must be administrator, member or guest.",
});

/** Converts a person to the view of administrators. */
export function toAdminPersonView(user: User, sessionCount: number, passkeys: number): AdminPersonView {
  return {
    ...toUserView(user),
    email: user.email,
    createdAt: user.createdAt.toISOString(),
    deactivatedAt: user.deactivatedAt?.toISOString() ?? null,
    lastActiveAt: user.lastSeenAt?.toISOString() ?? null,
    hasSecondFactor: user.totpConfirmedAt !== null || passkeys > 0,
    sessionCount,
  };
}
