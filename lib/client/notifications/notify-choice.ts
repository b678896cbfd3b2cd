import { keepPreference, readPreference } from "../storage/preference";

/** How this device tells of messages. Kept in a cookie, so that it outlives logging out. */
export type NotifyChoice = {
  isOn: boolean;
  hasSound: boolean;
  /** Whether a notice shows what was said, or only that something was. */
  showsText: boolean;
  /** Whether the offer to be told was seen. */
  wasOffered: boolean;
};

const COOKIE = "parley-notify";

/** Nobody is told anything before they have asked for it. */
export const NO_CHOICE: NotifyChoice = { isOn: false, hasSound: true, showsText: true, wasOffered: false };

/** A cookie's value as a choice. */
export function parseChoice(value: string | null): NotifyChoice {
  if (value === null) return NO_CHOICE;
  const words = value.split(".");
  return {
    isOn: words.includes("on"),
    hasSound: words.includes("sound"),
    showsText: words.includes("text"),
    wasOffered: true,
  };
}

/** A choice as a cookie's value. */
export function choiceText({ isOn, hasSound, showsText }: NotifyChoice): string {
  return [isOn ? "on" : "off", hasSound && "sound", showsText && "text"].filter(Boolean).join(".");
}

export const readChoice = () => parseChoice(readPreference(COOKIE));

export const keepChoice = (choice: NotifyChoice) => keepPreference(COOKIE, choiceText(choice));
