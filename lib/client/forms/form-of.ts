/** What an operation takes, as a server action gets it: each value as JSON (see lib/doors/form.ts). */
export function formOf(values: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) form.set(`${name}:json`, JSON.stringify(value));
  }
  return form;
}
