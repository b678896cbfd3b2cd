import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { displayName, line } from "../fields";
import { toAccountView } from "./user-view";

const isTimeZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Changes the caller's own settings. Moves the person's `rev`, so that their other devices see it. */
export const updateAccount = operation({
  key: "account.update",
  summary: "Change my settings",
  input: z.object({
    displayName: displayName.optional(),
    statusText: line({ max: 100 }).optional(),
    statusEmoji: line({ max: 32 }).optional(),
    locale: z.enum(["en", "ru"], { error: 'Must be "en" or "ru".' }).nullable().optional(),
    timeZone: line({ max: 64 })
      .refine(isTimeZone, {
        error: "Is not a time zone, such as Europe/Berlin.",
        params: { reason: "invalid" },
      })
      .nullable()
      .optional(),
  }),
  authorize: ({ me }) => me,
  execute: async ({ db }, input, me) =>
    toAccountView(
      await db.user.update({ where: { id: me.userId }, data: { ...input, rev: { increment: 1 } } }),
    ),
});
