import { z } from "zod";

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: "A stable word, such as validation_failed" }),
    reason: z
      .string()
      .optional()
      .meta({ description: "Narrows `code` where several things have the same one" }),
    errors: z
      .array(
        z.strictObject({
          path: z.string(),
          message: z.string(),
          reason: z.string(),
          limit: z.number().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457." });
