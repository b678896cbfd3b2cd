import { math } from "micromark-extension-math";
import type { Code, Construct, Effects, Extension, State, Tokenizer, TokenType } from "micromark-util-types";

/** A single dollar is money; formulas take two. */
const OPTIONS = { singleDollarTextMath: false };
const DOLLAR = 36;
const SPACE = 32;

const isLineEnd = (code: Code) => code !== null && code < -2;
const isDataEnd = (code: Code) => code === null || code === SPACE || code === DOLLAR || isLineEnd(code);
const isSpace = (code: Code) => code === null || code < 0 || code === SPACE || code === 160;

/** Consumes one character as a token of its own. */
function consumeAs(effects: Effects, type: TokenType, code: Code): void {
  effects.enter(type);
  effects.consume(code);
  effects.exit(type);
}

/**
 * Tokenizes an inline formula: dollars with white space on their inner side are no delimiters. Tokens as of the
 * extension.
 */
const tokenizeInLine: Tokenizer = (effects, ok, nok): State => {
  let [opening, closing] = [0, 0];
  let before: Code = null;
  let sequence: { type: string };

  const open: State = (code) => {
    if (code === DOLLAR) {
      opening++;
      effects.consume(code);
      return open;
    }
    if (opening < 2 || isSpace(code)) return nok(code);
    effects.exit("mathTextSequence");
    return between(code);
  };
  const between: State = (code) => {
    if (code === null) return nok(code);
    if (code === DOLLAR) {
      sequence = effects.enter("mathTextSequence");
      closing = 0;
      return close(code);
    }
    if (code !== SPACE && !isLineEnd(code)) {
      effects.enter("mathTextData");
      return data(code);
    }
    before = code;
    consumeAs(effects, code === SPACE ? "space" : "lineEnding", code);
    return between;
  };
  const data: State = (code) => {
    if (isDataEnd(code)) {
      effects.exit("mathTextData");
      return between(code);
    }
    before = code;
    effects.consume(code);
    return data;
  };
  const close: State = (code) => {
    if (code === DOLLAR) {
      closing++;
      effects.consume(code);
      return close;
    }
    if (closing === opening && !isSpace(before)) {
      effects.exit("mathTextSequence");
      effects.exit("mathText");
      return ok(code);
    }
    before = DOLLAR;
    sequence.type = "mathTextData";
    return data(code);
  };
  return (code) => {
    effects.enter("mathText");
    effects.enter("mathTextSequence");
    return open(code);
  };
};

/** Restricts a block formula to dollars on a line of their own. */
const alone = (tokenize: Tokenizer): Tokenizer =>
  function (effects, ok, nok) {
    let isDone = false;
    let isOpening = true;
    const done =
      (state: State): State =>
      (code) => {
        isDone = true;
        return state(code);
      };
    const guarded =
      (state: State): State =>
      (code) => {
        if (isOpening && code !== DOLLAR && !(isSpace(code) && !isLineEnd(code) && code !== null)) {
          isOpening = false;
          if (!isLineEnd(code)) return nok(code);
        }
        const next = state(code);
        return next && !isDone ? guarded(next) : next;
      };
    return guarded(tokenize.call(this, effects, done(ok), done(nok)));
  };

/** Formulas between `$$`, inline or as blocks. */
export function formulas(): Extension {
  const { text, flow } = math(OPTIONS);
  return {
    text: { [DOLLAR]: [text?.[DOLLAR] ?? []].flat().map((one) => ({ ...one, tokenize: tokenizeInLine })) },
    flow: {
      [DOLLAR]: [flow?.[DOLLAR] ?? []]
        .flat()
        .map((one): Construct => ({ ...one, tokenize: alone(one.tokenize) })),
    },
  };
}
