import type { Delete, ListItem, Parents, Table, TableRow } from "mdast";
import { defaultHandlers, type Info, type State } from "mdast-util-to-markdown";

// What GitHub adds to Markdown, as it is written. Not by mdast-util-gfm, whose reading side every page has: shared between
// the two, its writing side would come with it.

function strike(node: Delete, _: Parents | undefined, state: State, info: Info): string {
  return `~~${state.containerPhrasing(node, { ...info, before: "~", after: "~" })}~~`;
}

/** A task has its box behind the sign that makes it an item. */
function listItem(node: ListItem, parent: Parents | undefined, state: State, info: Info): string {
  const written = defaultHandlers.listItem(node, parent, state, info);
  if (typeof node.checked !== "boolean") return written;
  return written.replace(/^(?:[-*+]|\d+[.)]) /, (sign) => `${sign}[${node.checked ? "x" : " "}] `);
}

const RULES = { left: ":-", right: "-:", center: ":-:" };
const ruleOf = (align: keyof typeof RULES | null | undefined) => (align ? RULES[align] : "-");

function table(
  { children: rows, align = [] }: Table,
  _: Parents | undefined,
  state: State,
  info: Info,
): string {
  const [head, ...body] = rows.map((row) => cellsOf(row, state, info));
  const rules = (head ?? []).map((_, column) => ruleOf(align?.[column]));
  return [head ?? [], rules, ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const cellsOf = ({ children }: TableRow, state: State, info: Info): string[] =>
  children.map((cell) =>
    state
      .containerPhrasing(cell, { ...info, before: "|", after: "|" })
      .replace(/\|/g, "\\|")
      .replace(/\n/g, " "),
  );

export const GFM_HANDLERS = { delete: strike, listItem, table };
