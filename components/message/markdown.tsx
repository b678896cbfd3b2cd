"use client";

import type { Nodes, Parent, Root } from "mdast";
import { Fragment, type ReactNode } from "react";
import { shown } from "@/lib/client/inline-text";
import { isRoomPath, safeAddress } from "@/lib/client/links";
import { CodeBlock } from "./code-block";
import { Formula } from "./formula";
import { InlineText } from "./inline-text";
import { LinkText } from "./link-text";
import { MarkdownTable } from "./markdown-table";
import { InnerLink, LinkLabel } from "./room-mention";

/** A parsed text on the screen: React's elements and nothing else, so that no text ever becomes markup. */
export const Markdown = ({ tree }: { tree: Root }) => <Children of={tree} />;

/** The children of a node; those of one text never change places. */
function Children({ of }: { of: Parent }) {
  return of.children.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{drawn(node as Nodes)}</Fragment>
  ));
}

/** Every kind of node that the parser makes; what is none of them is shown as the text that it was. */
function drawn(node: Nodes): ReactNode {
  switch (node.type) {
    case "text":
      return <InlineText text={node.value} />;
    case "paragraph":
      return (
        <p className="wrap-anywhere whitespace-pre-wrap not-first:mt-1.5">
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
      return <code className={CODE}>{shown(node.value)}</code>;
    case "code":
      return <CodeBlock code={node.value} language={node.lang ?? null} />;
    case "heading":
      return (
        <p className="mt-2 wrap-anywhere font-semibold first:mt-0">
          <Children of={node} />
        </p>
      );
    case "blockquote":
      return (
        <blockquote className="my-1 border-line-strong border-l-3 pl-3 text-ink-2">
          <Children of={node} />
        </blockquote>
      );
    case "list":
      return node.ordered ? (
        <ol start={node.start ?? 1} className="my-1 list-decimal pl-6">
          <Children of={node} />
        </ol>
      ) : (
        <ul className="my-1 list-disc pl-6">
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
        <LinkText address={safeAddress(node.url)} label={textOf(node)}>
          <LinkLabel>
            <Children of={node} />
          </LinkLabel>
        </LinkText>
      );
    case "image":
      return (
        <LinkText address={safeAddress(node.url)} label={node.alt ?? ""}>
          {shown(node.alt || node.url)}
        </LinkText>
      );
    case "table":
      return <MarkdownTable table={node} draw={(cell) => <Children of={cell} />} />;
    case "math":
    case "inlineMath":
      return <Formula source={node.value} isBlock={node.type === "math"} />;
    case "html":
      return <InlineText text={node.value} />;
    case "linkReference":
    case "imageReference":
      return "children" in node ? <Reference node={node} /> : <InlineText text={`[${node.label ?? ""}]`} />;
    case "definition":
      return (
        <p className="wrap-anywhere">
          <InlineText text={`[${node.label ?? node.identifier}]: ${node.url}`} />
        </p>
      );
    default:
      return "children" in node ? <Children of={node} /> : null;
  }
}

/** A message has no place for what a reference would lead to: one that is its own label stays as it was typed. */
function Reference({ node }: { node: Extract<Nodes, { type: "linkReference" }> }) {
  const isBare = node.referenceType === "shortcut";
  return (
    <>
      {isBare && "["}
      <Children of={node} />
      {isBare && "]"}
    </>
  );
}

function Item({ node }: { node: Extract<Nodes, { type: "listItem" }> }) {
  if (typeof node.checked !== "boolean") {
    return (
      <li>
        <Children of={node} />
      </li>
    );
  }
  return (
    <li className="-ml-5 flex list-none gap-2">
      <input
        type="checkbox"
        checked={node.checked}
        readOnly
        disabled
        aria-label={shown(textOf(node))}
        className="mt-1"
      />
      <div className="min-w-0">
        <Children of={node} />
      </div>
    </li>
  );
}

/** The words of a node without their formatting. */
function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map((child) => textOf(child as Nodes)).join("") : "";
}

const CODE = "rounded-1 bg-hover px-1 py-0.5 font-mono text-[0.9em] wrap-anywhere";
