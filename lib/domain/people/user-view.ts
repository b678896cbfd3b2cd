import { presence } from "@/lib/core/presence";
import type { ServerFrames } from "@/lib/shared/live";
import { isQuietNow } from "@/lib/shared/quiet";
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

export type { User };

/** A person as others see them. Never an email, a hash or a right. */
export function toUserView(user: User): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    avatarUrl: user.avatarTag && `/api/v1/users/${user.id}/avatar?v=${user.avatarTag}`,
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

/** Whether somebody is there. A closed account is offline by its row, before any process has closed its sockets. */
const presenceOf = ({ id, deactivatedAt }: User): PresenceStatus =>
  deactivatedAt ? "offline" : presence().statusOf(id);

/** A person in the directory: with their email for administrators, and for themselves. */
export function toDirectoryView(
  user: User,
  me: { userId: string; role: UserView["role"] },
): DirectoryUserView {
  const maySeeEmail = me.role === "administrator" || user.id === me.userId;
  return { ...toUserView(user), ...(maySeeEmail && { email: user.email }) };
}

/** The little of a person that a message or a line about them needs. */
export const toPersonView = ({ id, username, displayName, isBot }: User): PersonView => ({
  id,
  username,
  displayName,
  isBot,
});

/** What others are told when somebody comes, goes or changes their status. */
export function toStatusView(user: User): ServerFrames["user_status"] {
  const { id, isOnline, standing, isQuiet, statusText, statusEmoji, lastSeenAt } = toUserView(user);
  return { userId: id, isOnline, standing, isQuiet, statusText, statusEmoji, lastSeenAt };
}

/** A status that is over is none, without anybody having to take it away. */
function statusOf({ statusText, statusEmoji, statusUntil }: User) {
  if (statusUntil && statusUntil <= new Date()) return { statusText: "", statusEmoji: "", statusUntil: null };
  return { statusText, statusEmoji, statusUntil: statusUntil?.toISOString() ?? null };
}

/** One's own account, with what only oneself may see. */
export function toAccountView(user: User): AccountView {
  return {
    ...toUserView(user),
    email: user.email,
    locale: user.locale,
    timeZone: user.timeZone,
    theme: asTheme(user.theme),
    quietUntil: user.quietUntil?.toISOString() ?? null,
    quietHours: user.quietHours as QuietHours | null,
    hasTotp: user.totpConfirmedAt !== null,
  };
}
