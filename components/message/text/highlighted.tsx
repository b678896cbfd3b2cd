"use client";

import type { Nodes } from "hast";
import { Fragment, type ReactNode, useEffect, useMemo, useState } from "react";
import { isDeeperThan } from "@/lib/shared/depth";
import { colour, hasGrammar, languageOf, loadGrammar } from "./grammars";

/** Longer code is not coloured, because highlighting would take too long. */
const LONGEST = 4_000;
const DEEPEST = 80;

/** Patterns that make grammars scan ahead to the end repeatedly: embedded code, and unclosed links. */
const COSTLY = /<script|<style|\]\(/gi;
const MOST_COSTLY = 20;

/** Highlighted code, once its grammar is loaded. Unknown languages stay plain. */
export default function Highlighted({ code, language: called }: { code: string; language: string | null }) {
  const language = useGrammar(called);
  const tree = useMemo(() => (language ? treeOf(code, language) : null), [code, language]);
  return tree ? drawn(tree) : code;
}

/** The language of a name, once its grammar is loaded. */
function useGrammar(called: string | null): string | null {
  const language = called && languageOf(called);
  const [loaded, setLoaded] = useState<string | null>(null);

  useEffect(() => {
    if (!language || hasGrammar(language)) return;
    let isWanted = true;
    // Without a connection the code stays plain until the next render.
    loadGrammar(language).then(
      () => isWanted && setLoaded(language),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [language]);

  return language && (loaded === language || hasGrammar(language)) ? language : null;
}

function treeOf(code: string, language: string): Nodes | null {
  if (isCostly(code)) return null;
  try {
    const tree = colour(language, code);
    return isDeeperThan(DEEPEST, tree) ? null : tree;
  } catch {
    // A failing grammar throws; the code is shown plain.
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
