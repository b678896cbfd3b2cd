import type { Code, Effects, Extension, State, TokenizeContext } from "micromark-util-types";
import { beforeHere } from "./around";

const BACKSLASH = 92;

/** What stands before the first backslash of a path: a drive, a place relative to another, or a variable. */
const DRIVE = /(?:(?:^|[^\p{L}\p{N}])[A-Za-z]:|(?:^|[\s("'])\.{1,2}|%\w{1,40}%)$/u;
/** What may stand before `\\server\share`. */
const BEFORE_SERVER = /(?:^|[\s("'*_])$/;
const REACH = 44;

/** No name of a file has these, and a path ends before them. */
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

/** A Windows path is data from its first backslash on: in it a backslash escapes nothing. */
function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const text = beforeHere(this, REACH);
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

  /** `\\`, a name and a backslash: without these it is an escaped backslash as anywhere else. */
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
