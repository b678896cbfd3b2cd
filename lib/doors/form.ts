const MINUTE_MS = 60_000;

/** Conversions of a field's text, named after the field: `maxUses:number`. An empty text is left out. */
const CONVERSIONS = new Map<string, (value: string) => unknown>(
  Object.entries({
    number: (value: string) => (value.trim() === "" ? undefined : Number(value)),
    boolean: (value: string) => value === "true",
    /** A number of minutes from now on, as a time. */
    minutes: (value: string) => (value === "" ? undefined : minutesFromNow(Number(value))),
    /** A time, or a number of minutes from now on; empty means "without end". */
    time: (value: string) =>
      value === "" ? null : /^\d+$/.test(value) ? minutesFromNow(Number(value)) : value,
    json: (value: string) => (value === "" ? undefined : parseJson(value)),
    orNull: (value: string) => (value === "" ? null : value),
  }),
);

/**
 * Reads a form as an operation's input: fields by name. A name that occurs twice, or ends in `[]`, is a list. A name
 * may carry a conversion after a colon (see CONVERSIONS); then the last field of that name counts, so that a checkbox
 * can follow a hidden field that says "no". Next's own fields begin with `$`.
 */
export function inputOf(form: FormData): Record<string, unknown> {
  const input = new Map<string, unknown>();
  for (const field of new Set(form.keys())) {
    if (field.startsWith("$")) continue;
    const values = form.getAll(field);
    const [name = field, kind = ""] = field.split(":");
    const read = CONVERSIONS.get(kind);
    if (read) input.set(name, read(String(values.at(-1) ?? "")));
    else input.set(name.replace(/\[\]$/, ""), name.endsWith("[]") || values.length > 1 ? values : values[0]);
  }
  return Object.fromEntries(input);
}

function minutesFromNow(minutes: number): string | undefined {
  const time = new Date(Date.now() + minutes * MINUTE_MS);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // Not from our page: the operation names the error.
    return value;
  }
}
