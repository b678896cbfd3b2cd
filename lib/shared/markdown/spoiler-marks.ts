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

/** Tokenizes two bars wherever Markdown reads text; escaped ones and those in code are none. */
export const spoilerMarks: Extension = { text: { [BAR]: { name: "spoilerMark", tokenize } } };

/** Converts the tokens to nodes. `source` is the parsed text. */
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
/** Distance in which a mark checks that it has its line to itself. */
const REACH = 60;

/**
 * Builds the mark at a position. White space on one side keeps it from opening or closing there; a mark alone on its
 * line does both, so that it can enclose a code block.
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

/** Later marks stay text. */
const MAX_MARKS = 1_000;

/** Splits an unparsed text at its marks. */
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
