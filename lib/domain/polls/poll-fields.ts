import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";
import { fold } from "@/lib/shared/text/fold";
import type { PollView } from "@/lib/shared/views";
import { displayLine, futureTime } from "../fields";

const { min, max } = LIMITS.pollOptions;

const options = z
  .array(displayLine({ min: 1, max: LIMITS.pollOptionLength }), { error: "Must be a list of texts." })
  .min(min, { error: `A poll has at least ${min} options.` })
  .max(max, { error: `A poll has at most ${max} options.` })
  .superRefine((texts, ctx) => {
    for (const [index, text] of texts.entries())
      if (texts.findIndex((other) => fold(other) === fold(text)) < index)
        ctx.addIssue({
          code: "custom",
          path: [index],
          message: "Lists an option twice.",
          params: { reason: "listed_twice" },
        });
  });

const yesOrNo = z.boolean({ error: "Must be true or false." }).default(false);

const DAY_MS = 86_400_000;

const closesAt = futureTime.refine((at) => at.getTime() <= Date.now() + LIMITS.pollDays * DAY_MS, {
  error: `Must be within ${LIMITS.pollDays} days.`,
  params: { reason: "too_far" },
});

/** The poll of a message that is sent: the message's text is its question. */
export const pollFields = z.strictObject(
  {
    options,
    isMultiple: yesOrNo,
    isAnonymous: yesOrNo,
    closesAt: closesAt.nullish(),
  },
  { error: "Must be a poll with options." },
);

/** Returns a new poll as its message has it, without votes. Its options get the ids 1, 2, 3 … */
export const newPoll = (given: z.output<typeof pollFields>): PollView => ({
  options: given.options.map((text, index) => ({ id: index + 1, text, votes: 0 })),
  isMultiple: given.isMultiple,
  isAnonymous: given.isAnonymous,
  voters: 0,
  closesAt: given.closesAt?.toISOString() ?? null,
  closedAt: null,
});

/**
 * Refuses a scheduled message whose poll would be closed when it is sent.
 *
 * @param sendAt ISO 8601
 * @param field the field that is wrong then
 */
export function requireOpenAt({ closesAt }: PollView, sendAt: string, field: string): void {
  if (closesAt !== null && closesAt <= sendAt)
    throw invalidField(field, "The poll must close after its message is sent.", "closes_too_early");
}
