import type { Link } from "mdast";
import type { CompileContext, Extension as FromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import type {
  Code,
  Construct,
  Event,
  Extension,
  State,
  Token,
  TokenizeContext,
  Tokenizer,
} from "micromark-util-types";
import { restOfLine } from "./around";
import { isInLabel } from "./in-label";

/**
 * An address with everything that could belong to it. It ends before white space, `<`, a bar (of a spoiler or a
 * table), and East Asian punctuation, brackets and spaces.
 */
const ADDRESS =
  /^(?<begin>https?:\/\/|www\.)[\p{L}\p{N}_[-][^\s<|\u2018-\u201f\u2026\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01\uff02\uff07-\uff09\uff0c\uff0e\uff1a-\uff1c\uff1e\uff1f\uff3b\uff3d\uff5b-\uff65]*/iu;

/** Characters that end a sentence rather than an address (GFM 0.29, 6.9). */
const TRAIL = /(?:[?!.,:;*_~'"\]]|&[a-z0-9]{1,32};)$/i;

/** Returns the length of an address at the beginning of a text, in UTF-16 units. */
function addressIn(text: string): number {
  let [found] = ADDRESS.exec(text) ?? [""];
  for (;;) {
    const [trail = ""] = TRAIL.exec(found) ?? [];
    const isUnbalanced = found.endsWith(")") && count(found, "(") < count(found, ")");
    if (trail === "" && !isUnbalanced) break;
    found = found.slice(0, -(trail.length || 1));
  }
  const { begin } = ADDRESS.exec(found)?.groups ?? {};
  return begin === undefined ? 0 : found.length;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;

function tokenizer(kind: "literalAutolinkHttp" | "literalAutolinkWww"): Tokenizer {
  return function (this: TokenizeContext, effects, ok, nok): State {
    let left = isInLabel(this) ? 0 : addressIn(restOfLine(this));
    const inside: State = (code) => {
      effects.consume(code);
      if (--left > 0) return inside;
      effects.exit(kind);
      effects.exit("literalAutolink");
      return ok;
    };
    return (code) => {
      if (left === 0) return nok(code);
      effects.enter("literalAutolink");
      effects.enter(kind);
      return inside(code);
    };
  };
}

const isLetter = (code: Code) => code !== null && /[a-z]/i.test(String.fromCharCode(Math.max(0, code)));
/** Characters that may precede `www.`: not a word or another address. */
const mayPrecedeWww = (code: Code) =>
  code === null || code < 0 || code > 127 || "(*_[]~ |\"'".includes(String.fromCharCode(code));

const http: Construct = {
  name: "protocolAutolink",
  tokenize: tokenizer("literalAutolinkHttp"),
  previous: (code) => !isLetter(code),
};
const www: Construct = {
  name: "wwwAutolink",
  tokenize: tokenizer("literalAutolinkWww"),
  previous: mayPrecedeWww,
};
const OWN = new Map<string, Construct[]>([
  ["72", [http]],
  ["104", [http]],
  ["87", [www]],
  ["119", [www]],
]);

const begin = function (this: CompileContext, token: Token) {
  this.config.enter.autolinkProtocol?.call(this, token);
};
type Exit = "autolinkEmail" | "autolinkProtocol" | "data";
const end = (kind: Exit) =>
  function (this: CompileContext, token: Token) {
    this.config.exit[kind]?.call(this, token);
    const link = this.stack.at(-1) as Link;
    if (kind === "data") link.url = `http://${this.sliceSerialize(token)}`;
  };

/** Converts the tokens to links. */
export const addressNodes: FromMarkdown = {
  enter: {
    literalAutolink(this: CompileContext, token: Token) {
      this.enter({ type: "link", title: null, url: "", children: [] }, token);
    },
    literalAutolinkEmail: begin,
    literalAutolinkHttp: begin,
    literalAutolinkWww: begin,
  },
  exit: {
    literalAutolink(this: CompileContext, token: Token) {
      this.exit(token);
    },
    literalAutolinkEmail: end("autolinkEmail"),
    literalAutolinkHttp: end("autolinkProtocol"),
    literalAutolinkWww: end("data"),
  },
};

/** A run of text as one without any label, so that GitHub's tokenizer of mail does not walk back for one. */
const unlabelled = new WeakMap<TokenizeContext, TokenizeContext>();
const NO_EVENTS: Event[] = [];

function withoutLabels(context: TokenizeContext): TokenizeContext {
  const known = unlabelled.get(context);
  if (known) return known;
  const made = Object.create(context, { events: { value: NO_EVENTS } }) as TokenizeContext;
  unlabelled.set(context, made);
  return made;
}

/** GitHub's addresses of mail; whether a label is open is asked where an address was found, and not at each word. */
const mail = (given: Construct): Construct => ({
  ...given,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const found: State = (code) => (isInLabel(this) ? nok(code) : ok(code));
    return given.tokenize.call(withoutLabels(this), effects, found, nok);
  },
});

/** Without this no part of a text is an address of mail. */
const MAIL = /[\w.+-]@[\w-]/;
const isMail = ({ name }: Construct) => name === "emailAutolink";

const ofWeb: Extension = { text: Object.fromEntries(OWN) };
const ofBoth: Extension = {
  text: Object.fromEntries(
    Object.entries(gfmAutolinkLiteral().text ?? {}).map(([code, given]) => [
      code,
      [...[given ?? []].flat().filter(isMail).map(mail), ...(OWN.get(code) ?? [])],
    ]),
  ),
};

/**
 * GitHub's bare addresses, but for where those of the web end. Those of mail are looked for where the text may have one:
 * each word could begin one, which makes a text of many words twice as long to read.
 */
export const bareAddresses = (text: string): Extension => (MAIL.test(text) ? ofBoth : ofWeb);
