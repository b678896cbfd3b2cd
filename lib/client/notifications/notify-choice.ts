import { keepPreference, readPreference } from "../storage/preference";

/** The notification settings of this device, stored in a cookie that survives logging out. */
export type NotifyChoice = {
  isOn: boolean;
  hasSound: boolean;
  /** True if a notification shows the text; otherwise only that there is a message. */
  showsText: boolean;
  /** True if the offer was shown. */
  wasOffered: boolean;
};

const COOKIE = "parley-notify";

/** Notifications are off until the user asks for them. */
export const NO_CHOICE: NotifyChoice = { isOn: false, hasSound: true, showsText: true, wasOffered: false };

/** Parses the cookie. */
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

/** Serializes the settings for the cookie. */
export function choiceText({ isOn, hasSound, showsText }: NotifyChoice): string {
  return [isOn ? "on" : "off", hasSound && "sound", showsText && "text"].filter(Boolean).join(".");
}

export const readChoice = () => parseChoice(readPreference(COOKIE));

export const keepChoice = (choice: NotifyChoice) => keepPreference(COOKIE, choiceText(choice));
