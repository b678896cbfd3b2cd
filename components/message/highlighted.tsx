"use client";

import type { Nodes } from "hast";
import { common, createLowlight } from "lowlight";
import { Fragment, type ReactNode, useMemo } from "react";
import { isDeeperThan } from "@/lib/client/depth";

const lowlight = createLowlight(common);

/** More than this is shown without colours: finding them would take longer than reading. */
const LONGEST = 4_000;
const DEEPEST = 80;

/** What makes the grammars look ahead to the end again and again: code in code, and links that do not end. */
const COSTLY = /<script|<style|\]\(/gi;
const MOST_COSTLY = 20;

/** Code with its words told apart. A language that is not known leaves it plain. */
export default function Highlighted({ code, language }: { code: string; language: string | null }) {
  const tree = useMemo(() => treeOf(code, language), [code, language]);
  return tree ? drawn(tree) : code;
}

function treeOf(code: string, language: string | null): Nodes | null {
  if (!language || !lowlight.registered(language) || isCostly(code)) return null;
  try {
    const tree = lowlight.highlight(language, code);
    return isDeeperThan(DEEPEST, tree) ? null : tree;
  } catch {
    // A grammar that fails says so by throwing; the code is there to be read all the same.
    return null;
  }
}

const isCostly = (code: string) => code.length > LONGEST || (code.match(COSTLY)?.length ?? 0) > MOST_COSTLY;

function drawn(node: Nodes): ReactNode {
  if (node.type === "text") return node.value;
  if (!("children" in node)) return null;
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
  const children = node.children.map((child, index) => <Fragment key={index}>{drawn(child)}</Fragment>);
  if (node.type !== "element") return children;
  const names = node.properties.className;
  return <span className={Array.isArray(names) ? names.join(" ") : undefined}>{children}</span>;
}
