/** Names that browsers give to pasted pictures. */
const PASTED = /^image\.(\w+)$/i;

/** Compares names as people read them: numbers as numbers. A drop from Windows comes as C, D, A, B. */
const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Sorts files by name. */
export const byName = <T extends { name: string }>(files: readonly T[]): T[] =>
  files.toSorted((a, b) => compare(a.name, b.name));

/** The name of a pasted picture, by the local time: "Screenshot 2026-11-29 14.02.png". Other names stay. */
export function nameOfPasted({ name, type }: { name: string; type: string }, at: Date): string {
  const ending = PASTED.exec(name)?.[1] ?? (name === "" ? (type.split("/")[1] ?? "") : null);
  if (ending === null) return name;
  return `Screenshot ${timeInName(at)}${ending && `.${ending}`}`;
}

/** A pasted file under the name that it gets. */
export function withName(file: File): File {
  const name = nameOfPasted(file, new Date());
  return name === file.name ? file : new File([file], name, { type: file.type });
}

/** The local time for a file's name, in which colons are not allowed everywhere: "2026-11-29 14.02". */
export function timeInName(at: Date): string {
  const two = (value: number) => `${value}`.padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}.${two(at.getMinutes())}`;
}

/** Makes a name differ from those that are taken: "photo.jpg" becomes "photo (2).jpg". */
export function distinctName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const { stem = name, ending = "" } = /^(?<stem>.+?)(?<ending>\.\w+)?$/su.exec(name)?.groups ?? {};
  for (let count = 2; ; count++) {
    const next = `${stem} (${count})${ending}`;
    if (!taken.includes(next)) return next;
  }
}

/** Words of a text that name a file of it. */
const MOST_WORDS = 40;

/** The name of a text that is sent as a file: its first words. */
export function nameOfText(text: string): string {
  const line = text
    .trim()
    .split("\n", 1)[0]
    ?.replace(/[^\p{L}\p{N} _-]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const words = line && line.length > MOST_WORDS ? line.slice(0, MOST_WORDS).replace(/ \S*$/, "") : line;
  return `${words || "message"}.txt`;
}
