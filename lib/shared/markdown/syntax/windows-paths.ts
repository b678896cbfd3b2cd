import type { Code, Effects, Extension, State, TokenizeContext } from "micromark-util-types";
import { textBefore } from "./around";

const BACKSLASH = 92;

/** Text before the first backslash of a path: a drive, a relative place, or a variable. */
const DRIVE = /(?:(?:^|[^\p{L}\p{N}])[A-Za-z]:|(?:^|[\s("'])\.{1,2}|%\w{1,40}%)$/u;
/** Text that may precede `\\server\share`. */
const BEFORE_SERVER = /(?:^|[\s("'*_])$/;
const REACH = 44;

/** Characters that no file name has, and that end a path. */
const ends = (code: Code) =>
  code === null ||
  code < 0 ||
  code === 32 ||
  code === 34 ||
  code === 60 ||
  code === 62 ||
  code === 96 ||
  code === 124;

const isNameLetter = (code: Code) =>
  code !== null &&
  ((code > 47 && code < 58) ||
    (code > 64 && code < 91) ||
    (code > 96 && code < 123) ||
    code === 45 ||
    code > 127);

/** Tokenizes a Windows path as data from its first backslash on, so that its backslashes escape nothing. */
function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const text = textBefore(this, REACH);
  const isDrive = DRIVE.test(text);
  let server = 0;
  let slashes = 0;

  const path: State = (code) => {
    if (ends(code) || (code === 42 && !isAfterSlash)) {
      effects.exit("data");
      return ok(code);
    }
    isAfterSlash = code === BACKSLASH;
    effects.consume(code);
    return path;
  };
  let isAfterSlash = false;

  /** `\\`, a name and a backslash; anything less is an ordinary escaped backslash. */
  const serverName: State = (code) => {
    if (slashes < 2) {
      if (code !== BACKSLASH) return nok(code);
      slashes++;
      effects.consume(code);
      return serverName;
    }
    if (code === BACKSLASH && server > 0) return path(code);
    if (!isNameLetter(code)) return nok(code);
    server++;
    effects.consume(code);
    return serverName;
  };

  return (code) => {
    if (!isDrive && !BEFORE_SERVER.test(text)) return nok(code);
    effects.enter("data");
    return isDrive ? path(code) : serverName(code);
  };
}

/** Windows paths keep their backslashes. */
export const windowsPaths: Extension = { text: { [BACKSLASH]: { name: "windowsPath", tokenize } } };
