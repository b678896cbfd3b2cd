import { dictionary } from "@zxcvbn-ts/language-common";
import { remember } from "./remember";

/** Whether a password is among the some fifty thousand that people choose most, in any case. */
export const isCommonPassword = (password: string): boolean => commonPasswords().has(password.toLowerCase());

const commonPasswords = () =>
  remember("common passwords", () => new Set<string>(dictionary["passwords-common"]));
