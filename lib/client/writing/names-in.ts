const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const NAME = /(?<![\p{L}\p{M}\p{N}._/@＠-])[@＠]([\p{L}\p{M}\p{N}._-]+)/gu;
const EVERYONE = new Set(["all", "channel", "everyone", "here"]);

/** The first few names that a text calls, as the server reads them, without those that stand for everybody. */
export function namesIn(text: string, most: number): string[] {
  const names = [...text.replace(CODE, " ").matchAll(NAME)]
    .map(([, name = ""]) => name.replace(/[._-]+$/, "").normalize("NFKC"))
    .filter((name) => name !== "" && !EVERYONE.has(name.toLowerCase()));
  return [...new Set(names)].slice(0, most);
}
