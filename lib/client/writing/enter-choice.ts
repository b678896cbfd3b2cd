import { readPreference } from "../storage/preference";
import { asEnterChoice, ENTER_COOKIE, type EnterChoice } from "./enter";

/** The setting of the Enter key on this device. */
export const enterChoice = (): EnterChoice => asEnterChoice(readPreference(ENTER_COOKIE));

/** The keys that send and that break a line, as labels. */
export const keyToSend = () => (enterChoice() === "send" ? "Enter" : "Shift+Enter");
export const keyToBreak = () => (enterChoice() === "send" ? "Shift+Enter" : "Enter");
