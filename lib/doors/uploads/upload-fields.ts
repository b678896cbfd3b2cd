/**
 * Gives the fields of an upload the names that operations have. Forms, queries and tus metadata have the same ones:
 * `filename`, `description`, `voice`, `duration`, `waveform`.
 */
export function inputOf(fields: Record<string, string | null | undefined>): Record<string, unknown> {
  const { filename, name = filename, description, voice, isVoice = voice, duration, waveform } = fields;
  const given = { name, description, isVoice, duration, waveform };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}
