"use client";

import type { Nodes, Parent, Root } from "mdast";
import { Fragment, type ReactNode } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { onDemand } from "@/components/ui/on-demand";
import { plainTextOf } from "@/lib/shared/markdown/words-of-tree";
import { displayText } from "@/lib/shared/text/shown";
import type { TaskBoxProps } from "../checklist/task-box";
import { Mention, useMessageAround } from "./called";
import { CodeBlock } from "./code-block";
import { Formula } from "./formula";
import { InlineText } from "./inline-text";
import { LinkText } from "./link-text";
import { isRoomPath, safeAddress } from "./links";
import { MarkdownTable } from "./markdown-table";
import { InnerLink, LinkLabel } from "./room-mention";
import { Spoiler, Spoilers } from "./spoiler";

/** The box of a checklist's item. Until its script is there, a box that does nothing. */
const TaskBox = onDemand<TaskBoxProps>(
  () => import("../checklist/task-box"),
  ({ label, isTyped }) => (
    <input type="checkbox" checked={isTyped} readOnly disabled aria-label={label} className="mt-1 size-4" />
  ),
);

/** Renders a parsed text as React elements only, so that text never becomes markup. */
export const Markdown = ({ tree }: { tree: Root }) => (
  <Spoilers>
    <Children of={tree} />
  </Spoilers>
);

/** Renders the children of a node; they never change order within one text. */
function Children({ of }: { of: Pick<Parent, "children"> }) {
  return of.children.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{drawn(node as Nodes)}</Fragment>
  ));
}

type Renderers = { [Type in Nodes["type"]]?: (node: Extract<Nodes, { type: Type }>) => ReactNode };

/** Renders each kind of node that the parser makes. */
const RENDERERS: Renderers = {
  text: ({ value }) => <InlineText text={value} />,
  paragraph: (node) => (
    <p dir="auto" className={`${LINES} not-first:mt-1.5 ${node.data?.isLarge ? "text-display" : ""}`}>
      <Children of={node} />
    </p>
  ),
  strong: (node) => (
    <strong>
      <Children of={node} />
    </strong>
  ),
  emphasis: (node) => (
    <em>
      <Children of={node} />
    </em>
  ),
  delete: (node) => (
    <del>
      <Children of={node} />
    </del>
  ),
  break: () => <br />,
  inlineCode: ({ value }) => (
    <code dir="auto" className={CODE}>
      {displayText(value)}
    </code>
  ),
  code: ({ value, lang }) => <CodeBlock code={value} language={lang ?? null} />,
  heading: (node) => (
    <p dir="auto" className={`${LINES} mt-2 font-semibold first:mt-0`}>
      <Children of={node} />
    </p>
  ),
  blockquote: (node) => (
    <blockquote dir="auto" className="my-1 border-line-strong border-s-3 ps-3 text-ink-2">
      <Children of={node} />
    </blockquote>
  ),
  list: (node) => <List node={node} />,
  listItem: (node) => <Item node={node} />,
  thematicBreak: () => <hr className="my-2 border-line" />,
  link: (node) => <Anchor node={node} />,
  image: ({ url, alt }) => (
    <LinkText address={safeAddress(url)} label={alt ?? ""}>
      {displayText(alt || url)}
    </LinkText>
  ),
  table: (table) => <MarkdownTable table={table} draw={(cell) => <Children of={cell} />} />,
  math: ({ value }) => <Formula source={value} isBlock />,
  inlineMath: ({ value }) => <Formula source={value} isBlock={false} />,
  mention: ({ value }) => <Mention text={value} />,
  emoji: ({ value }) => <EmojiSign emoji={value} />,
  spoiler: (node) => (
    <Spoiler group={node.group} isBlock={node.isBlock}>
      <Children of={node} />
    </Spoiler>
  ),
};

/** Renders a node. Unknown kinds are shown as their source text. */
function drawn(node: Nodes): ReactNode {
  const render = RENDERERS[node.type] as ((node: Nodes) => ReactNode) | undefined;
  if (render) return render(node);
  return "children" in node ? <Children of={node} /> : null;
}

function List({ node }: { node: Extract<Nodes, { type: "list" }> }) {
  const first = node.start ?? 1;
  return node.ordered ? (
    <ol start={first} className={`my-1 list-decimal ${spaceFor(first + node.children.length - 1)}`}>
      <Children of={node} />
    </ol>
  ) : (
    <ul className="my-1 list-disc">
      <Children of={node} />
    </ul>
  );
}

/** Returns the space before a list's numbers: the items leave room for two digits. */
function spaceFor(last: number): string {
  const digits = String(last).length;
  if (digits <= 2) return "";
  return digits <= 4 ? "pl-4" : "pl-12";
}

/** A link to a room's page is navigated within the app; every other one opens as an external address. */
function Anchor({ node }: { node: Extract<Nodes, { type: "link" }> }) {
  return isRoomPath(node.url) ? (
    <InnerLink href={node.url}>
      <Children of={node} />
    </InnerLink>
  ) : (
    <LinkText address={safeAddress(node.url)} label={plainTextOf(node)}>
      <LinkLabel>
        <Children of={node} />
      </LinkLabel>
    </LinkText>
  );
}

function Item({ node }: { node: Extract<Nodes, { type: "listItem" }> }) {
  const message = useMessageAround();
  if (typeof node.checked !== "boolean") {
    return (
      <li dir="auto" value={node.data?.number} className={`ms-6 ${LINES}`}>
        <Children of={node} />
      </li>
    );
  }
  return (
    <li dir="auto" className="ms-1 flex list-none gap-2">
      <TaskBox
        item={node.data?.item}
        label={plainTextOf({ ...node, children: node.children.filter(({ type }) => type !== "list") })}
        isTyped={node.checked}
        message={message}
      />
      <div className={`min-w-0 ${LINES}`}>
        <Children of={node} />
      </div>
    </li>
  );
}

/** Each line takes the direction of its own words (UAX 9, P2 and P3). */
const LINES = "wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]";
const CODE = "rounded-1 bg-hover px-1 py-0.5 font-mono text-[0.9em] wrap-anywhere";
