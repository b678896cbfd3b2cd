/** What a text is meant to be: a message, or a command with what stands behind its name. */
export type ParsedInput = { kind: "message"; text: string } | { kind: "command"; name: string; args: string };

const COMMAND = /^\/(?<name>\p{L}\S*)(?:\s+(?<args>[\s\S]*))?$/u;

/** Reads what is about to be sent. A space before the slash, or a second slash, makes a message of it: `//x` says `/x`. */
export function parseInput(typed: string): ParsedInput {
  const text = typed.trimEnd();
  const { name, args = "" } = COMMAND.exec(text)?.groups ?? {};
  if (name !== undefined) return { kind: "command", name: name.toLowerCase(), args };
  return { kind: "message", text: text.replace(/^(?:\/(?=\/\p{L})| +(?=\/\p{L}))/u, "") };
}
