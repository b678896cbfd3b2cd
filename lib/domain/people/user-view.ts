import { presence } from "@/lib/delivery/presence";
import type { ServerFrames } from "@/lib/shared/live";
import { DEFAULT_QUICK_REACTIONS } from "@/lib/shared/quick-reactions";
import { isQuietNow } from "@/lib/shared/quiet";
import { asSidebarOrder } from "@/lib/shared/rooms/sidebar-order";
import { asTheme } from "@/lib/shared/theme";
import type {
  AccountView,
  DirectoryUserView,
  PersonView,
  PresenceStatus,
  QuietHours,
  UserView,
} from "@/lib/shared/views";
import type { User } from "@/prisma/generated/client";
import { avatarUrl, pictureOf } from "./avatar-url";

export type { User };

/** Converts a person to the view of others. Never an email, a hash or a right. */
export function toUserView(user: User): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    avatarUrl: avatarUrl(user.id, user.avatarTag),
    role: user.role,
    isBot: user.isBot,
    isOnline: presenceOf(user) !== "offline",
    standing: presenceOf(user),
    isQuiet: isQuietNow({ ...user, quietHours: user.quietHours as QuietHours | null }),
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    ...statusOf(user),
    title: user.title,
  };
}

/** Returns a person's presence. A closed account is offline by its row, before any process has closed its sockets. */
const presenceOf = ({ id, deactivatedAt }: User): PresenceStatus =>
  deactivatedAt ? "offline" : presence().statusOf(id);

/** Converts a person to the directory's view: with their time zone, and their email for administrators and for themselves. */
export function toDirectoryView(
  user: User,
  me: { userId: string; role: UserView["role"] },
): DirectoryUserView {
  const maySeeEmail = me.role === "administrator" || user.id === me.userId;
  return {
    ...toUserView(user),
    ...(maySeeEmail && { email: user.email }),
    timeZone: user.timeZone,
    isActive: user.deactivatedAt === null,
  };
}

/** Converts a person to the short view in messages and system messages. */
export const toPersonView = ({ id, username, displayName, isBot, avatarTag }: User): PersonView => ({
  id,
  username,
  displayName,
  isBot,
  ...pictureOf(id, avatarTag),
});

/** Converts a person to the payload of `user_status`. */
export function toStatusView(user: User): ServerFrames["user_status"] {
  const { id, isOnline, standing, isQuiet, statusText, statusEmoji, lastSeenAt, avatarUrl } =
    toUserView(user);
  return { userId: id, isOnline, standing, isQuiet, statusText, statusEmoji, lastSeenAt, avatarUrl };
}

/** Returns the status text and emoji; an expired status counts as none. */
function statusOf({ statusText, statusEmoji, statusUntil }: User) {
  if (statusUntil && statusUntil <= new Date()) return { statusText: "", statusEmoji: "", statusUntil: null };
  return { statusText, statusEmoji, statusUntil: statusUntil?.toISOString() ?? null };
}

/** Converts the caller's own account, with its private fields. */
export function toAccountView(user: User): AccountView {
  return {
    ...toUserView(user),
    email: user.email,
    locale: user.locale,
    timeZone: user.timeZone,
    theme: asTheme(user.theme),
    linkCards: user.linkCards,
    quickReactions: user.quickReactions.length > 0 ? user.quickReactions : [...DEFAULT_QUICK_REACTIONS],
    wideText: user.wideText,
    threadsInMiddle: user.threadsInMiddle,
    sidebarOrder: asSidebarOrder(user.sidebarOrder),
    undoSendSeconds: user.undoSendSeconds,
    quietUntil: user.quietUntil?.toISOString() ?? null,
    quietHours: user.quietHours as QuietHours | null,
    hasFirstSteps: user.hasFirstSteps,
    hasTotp: user.totpConfirmedAt !== null,
  };
}
