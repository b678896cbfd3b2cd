import { z } from "zod";
import { LIMITS } from "@/lib/shared/limits";
import { displayLine, id, username } from "../fields";

/** The fields of a group that people write. A handle follows the rules of usernames. */
export const groupFields = {
  handle: username,
  name: displayLine({ min: 1, max: LIMITS.groupNameLength }),
  description: displayLine({ max: LIMITS.groupDescriptionLength }),
};

/** People to add or remove, or groups. */
export const ids = (max: number) =>
  z
    .array(id, { error: "Must be a list of ids." })
    .max(max, { error: `Must have at most ${max} ids.` })
    .default([]);
