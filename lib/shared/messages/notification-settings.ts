import type { NotificationSettingsView } from "../views";
import { DEFAULT_LEVEL } from "./notification-level";

/** Levels of a room, or of all rooms without one, from the most notifications to none. */
export const LEVELS = ["everything", "mentions", "keywords", "nothing"] as const;
/** Ways in which a person's own name is a keyword; `exact` only in its own upper and lower case. */
export const OWN_NAME = ["off", "any", "exact"] as const;
export const MAIL = ["never", "mentions", "digest"] as const;
/** Parts of a message that a mail shows: its text, its sender and room, or nothing but that there is one. */
export const MAIL_SHOWS = ["text", "sender", "nothing"] as const;
export const DIGEST = ["daily", "weekly"] as const;
/** Sounds of the browser's notifications. */
export const SOUNDS = ["soft", "bright", "low", "none"] as const;
export const THREAD_REPLIES = ["everything", "mentions"] as const;
/** Messages that the number on the app's icon counts. */
export const BADGE = ["everything", "mentions", "nothing"] as const;

/** Settings of a person who has chosen nothing. The defaults of the table `notification_settings` are the same. */
export const DEFAULT_SETTINGS: NotificationSettingsView = {
  level: DEFAULT_LEVEL,
  keywords: [],
  ownName: "off",
  push: true,
  pushWhileActive: false,
  mail: "never",
  mailDelayMinutes: 15,
  mailShows: "text",
  digest: "daily",
  digestHour: 8,
  digestRoomIds: [],
  reactions: true,
  sound: "soft",
  mentionSound: "soft",
  threadReplies: "everything",
  badge: "mentions",
};

/** True if these settings look for keywords. */
export const hasKeywords = ({
  keywords,
  ownName,
}: Pick<NotificationSettingsView, "keywords" | "ownName">): boolean =>
  keywords.length > 0 || ownName !== "off";
