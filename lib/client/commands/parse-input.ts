/** A parsed composer text: a message, or a command with its arguments. */
export type ParsedInput = { kind: "message"; text: string } | { kind: "command"; name: string; args: string };

const COMMAND = /^\/(?<name>\p{L}\S*)(?:\s+(?<args>[\s\S]*))?$/u;

/** Parses the composer's text. A leading space or a second slash makes it a message: `//x` sends `/x`. */
export function parseInput(typed: string): ParsedInput {
  const text = typed.trimEnd();
  const { name, args = "" } = COMMAND.exec(text)?.groups ?? {};
  if (name !== undefined) return { kind: "command", name: name.toLowerCase(), args };
  return { kind: "message", text: text.replace(/^(?:\/(?=\/\p{L})| +(?=\/\p{L}))/u, "") };
}
