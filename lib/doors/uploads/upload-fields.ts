import { z } from "zod";
import { parse } from "@/lib/core/parse";
import { flag } from "../../domain/files/file-fields";

/** Fields that have another name in operations: refused here, they are refused by the name that the sender knows. */
const renamed = z.object({ voice: flag.optional() });

/**
 * Gives the fields of an upload the names that operations have. Forms, queries and tus metadata have the same ones:
 * `filename`, `description`, `voice`, `duration`, `waveform`.
 *
 * @throws `validation_failed` for a `voice` that is neither true nor false
 */
export function inputOf(fields: Record<string, string | null | undefined>): Record<string, unknown> {
  const { voice } = parse(renamed, { voice: fields.voice ?? undefined });
  const { filename, name = filename, description, isVoice = voice, duration, waveform } = fields;
  const given = { name, description, isVoice, duration, waveform };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}
