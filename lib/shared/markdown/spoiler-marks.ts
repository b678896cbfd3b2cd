import type { PhrasingContent } from "mdast";
import type { CompileContext, Extension as FromMarkdown } from "mdast-util-from-markdown";
import type { Code, Extension, State, Token, Tokenizer } from "micromark-util-types";
import type { SpoilerMark } from "./nodes";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    spoilerMark: "spoilerMark";
  }
}

const BAR = 124;

const tokenize: Tokenizer = (effects, ok, nok): State => {
  const second: State = (code: Code) => {
    if (code !== BAR) return nok(code);
    effects.consume(code);
    effects.exit("spoilerMark");
    return ok;
  };
  return (code) => {
    effects.enter("spoilerMark");
    effects.consume(code);
    return second;
  };
};

/** Two bars as a token of their own, wherever Markdown reads words: so escaped ones and those in code are none. */
export const spoilerMarks: Extension = { text: { [BAR]: { name: "spoilerMark", tokenize } } };

/** Makes nodes of these tokens. `source` is the text that is parsed. */
export const spoilerMarksFromMarkdown = (source: string): FromMarkdown => ({
  enter: {
    spoilerMark(this: CompileContext, token: Token) {
      this.enter(markAt(source, token.start.offset) as never, token);
    },
  },
  exit: {
    spoilerMark(this: CompileContext, token: Token) {
      this.exit(token);
    },
  },
});

const SPACE = /\s/;
/** How far a mark looks whether it has its line to itself. */
const REACH = 60;

/**
 * The mark at a place of a text. One beside white space neither begins nor ends anything on that side; one that has its
 * line to itself does both, so that it can stand around a block of code.
 */
function markAt(text: string, at: number): SpoilerMark {
  const near = text.slice(Math.max(0, at - REACH), at);
  const before = near.slice(near.lastIndexOf("\n") + 1);
  const next = text[at + 2] ?? "\n";
  const isAlone = /^[\s>]*$/.test(before) && /^[ \t]*(?:[\r\n]|$)/.test(text.slice(at + 2, at + REACH));
  return {
    type: "spoilerMark",
    value: "||",
    opens: isAlone || !SPACE.test(next),
    closes: isAlone || !SPACE.test(text[at - 1] ?? "\n"),
  };
}

/** More marks than that are words. */
const MAX_MARKS = 1_000;

/** A text that nothing was parsed in, with its marks as nodes. */
export function splitSpoilerMarks(text: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (let at = text.indexOf("||"); at >= 0 && nodes.length < MAX_MARKS; at = text.indexOf("||", end)) {
    if (at > end) nodes.push({ type: "text", value: text.slice(end, at) });
    nodes.push(markAt(text, at));
    end = at + 2;
  }
  if (end < text.length) nodes.push({ type: "text", value: text.slice(end) });
  return nodes;
}
