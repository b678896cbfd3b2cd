const MINUTE_MS = 60_000;

/** What a field's text stands for, said after its name: `maxUses:number`. An empty one is left out. */
const CONVERSIONS = new Map<string, (value: string) => unknown>(
  Object.entries({
    number: (value: string) => (value.trim() === "" ? undefined : Number(value)),
    boolean: (value: string) => value === "true",
    /** So many from now on, as a time. */
    minutes: (value: string) => (value === "" ? undefined : minutesFromNow(Number(value))),
    /** A time, or so many minutes from now on; empty is "without end". */
    time: (value: string) =>
      value === "" ? null : /^\d+$/.test(value) ? minutesFromNow(Number(value)) : value,
    json: (value: string) => (value === "" ? undefined : parseJson(value)),
    orNull: (value: string) => (value === "" ? null : value),
  }),
);

/**
 * A form as an operation's input: fields by name; a name that comes twice, or ends in `[]`, is a list. A name may say
 * after a colon what its text stands for (see KINDS); of such a field the last one counts, so that a checkbox can stand
 * after the hidden field that says "no". Next's own fields begin with `$`.
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
    // Not from our page: the operation says what it wanted.
    return value;
  }
}
