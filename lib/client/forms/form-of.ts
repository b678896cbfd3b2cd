/** Encodes an operation's input for a server action: each value as JSON (see lib/doors/form.ts). */
export function formOf(values: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) form.set(`${name}:json`, JSON.stringify(value));
  }
  return form;
}
