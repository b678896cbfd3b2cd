import { readPreference } from "../storage/preference";
import { asEnterChoice, ENTER_COOKIE, type EnterChoice } from "./enter";

/** What Enter does on this device. */
export const enterChoice = (): EnterChoice => asEnterChoice(readPreference(ENTER_COOKIE));

/** The keys that send, and those that begin a line, as a person reads them. */
export const keyToSend = () => (enterChoice() === "send" ? "Enter" : "Shift+Enter");
export const keyToBreak = () => (enterChoice() === "send" ? "Shift+Enter" : "Enter");
