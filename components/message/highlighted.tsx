"use client";

import type { Nodes } from "hast";
import { common, createLowlight } from "lowlight";
import { Fragment, type ReactNode, useMemo } from "react";

const lowlight = createLowlight(common);

/** More than this is shown without colours: finding them would take longer than reading. */
const LONGEST = 10_000;

/** Code with its words told apart. A language that is not known leaves it plain. */
export default function Highlighted({ code, language }: { code: string; language: string | null }) {
  const tree = useMemo(() => treeOf(code, language), [code, language]);
  return tree ? drawn(tree) : code;
}

function treeOf(code: string, language: string | null): Nodes | null {
  if (!language || code.length > LONGEST || !lowlight.registered(language)) return null;
  return lowlight.highlight(language, code);
}

function drawn(node: Nodes): ReactNode {
  if (node.type === "text") return node.value;
  if (!("children" in node)) return null;
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
  const children = node.children.map((child, index) => <Fragment key={index}>{drawn(child)}</Fragment>);
  if (node.type !== "element") return children;
  const names = node.properties.className;
  return <span className={Array.isArray(names) ? names.join(" ") : undefined}>{children}</span>;
}
