import { dictionary } from "@zxcvbn-ts/language-common";
import { remember } from "../remember";

/** True if a password is among the fifty thousand most common ones, in any case. */
export const isCommonPassword = (password: string): boolean => commonPasswords().has(password.toLowerCase());

const commonPasswords = () =>
  remember("common passwords", () => new Set<string>(dictionary["passwords-common"]));
