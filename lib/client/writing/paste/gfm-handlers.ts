import type { Delete, ListItem, Parents, Table, TableRow } from "mdast";
import { defaultHandlers, type Info, type State } from "mdast-util-to-markdown";

// Writes GitHub's additions to Markdown. mdast-util-gfm is not used: every page loads its parser, and its serializer
// would come along.

function strike(node: Delete, _: Parents | undefined, state: State, info: Info): string {
  return `~~${state.containerPhrasing(node, { ...info, before: "~", after: "~" })}~~`;
}

/** A task item has its box after the list marker. */
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
