"use client";

import type { Nodes, Parent, Root } from "mdast";
import { Fragment, type ReactNode } from "react";
import { plainTextOf } from "@/lib/shared/markdown/plain-text";
import { displayText } from "@/lib/shared/shown";
import { Mention } from "./called";
import { CodeBlock } from "./code-block";
import { Formula } from "./formula";
import { InlineText } from "./inline-text";
import { LinkText } from "./link-text";
import { isRoomPath, safeAddress } from "./links";
import { MarkdownTable } from "./markdown-table";
import { InnerLink, LinkLabel } from "./room-mention";
import { Spoiler, Spoilers } from "./spoiler";

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

/** Renders a node. Unknown kinds are shown as their source text. */
function drawn(node: Nodes): ReactNode {
  switch (node.type) {
    case "text":
      return <InlineText text={node.value} />;
    case "paragraph":
      return (
        <p dir="auto" className={`${LINES} not-first:mt-1.5`}>
          <Children of={node} />
        </p>
      );
    case "strong":
      return (
        <strong>
          <Children of={node} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Children of={node} />
        </em>
      );
    case "delete":
      return (
        <del>
          <Children of={node} />
        </del>
      );
    case "break":
      return <br />;
    case "inlineCode":
      return (
        <code dir="auto" className={CODE}>
          {displayText(node.value)}
        </code>
      );
    case "code":
      return <CodeBlock code={node.value} language={node.lang ?? null} />;
    case "heading":
      return (
        <p dir="auto" className={`${LINES} mt-2 font-semibold first:mt-0`}>
          <Children of={node} />
        </p>
      );
    case "blockquote":
      return (
        <blockquote dir="auto" className="my-1 border-line-strong border-s-3 ps-3 text-ink-2">
          <Children of={node} />
        </blockquote>
      );
    case "list":
      return node.ordered ? (
        <ol start={node.start ?? 1} className="my-1 list-decimal">
          <Children of={node} />
        </ol>
      ) : (
        <ul className="my-1 list-disc">
          <Children of={node} />
        </ul>
      );
    case "listItem":
      return <Item node={node} />;
    case "thematicBreak":
      return <hr className="my-2 border-line" />;
    case "link":
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
    case "image":
      return (
        <LinkText address={safeAddress(node.url)} label={node.alt ?? ""}>
          {displayText(node.alt || node.url)}
        </LinkText>
      );
    case "table":
      return <MarkdownTable table={node} draw={(cell) => <Children of={cell} />} />;
    case "math":
    case "inlineMath":
      return <Formula source={node.value} isBlock={node.type === "math"} />;
    case "mention":
      return <Mention text={node.value} />;
    case "spoiler":
      return (
        <Spoiler group={node.group} isBlock={node.isBlock}>
          <Children of={node} />
        </Spoiler>
      );
    default:
      return "children" in node ? <Children of={node} /> : null;
  }
}

function Item({ node }: { node: Extract<Nodes, { type: "listItem" }> }) {
  if (typeof node.checked !== "boolean") {
    return (
      <li dir="auto" value={node.data?.number} className={`ms-6 ${LINES}`}>
        <Children of={node} />
      </li>
    );
  }
  return (
    <li dir="auto" className="ms-1 flex list-none gap-2">
      <input
        type="checkbox"
        checked={node.checked}
        readOnly
        disabled
        aria-label={plainTextOf(node)}
        className="mt-1"
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
