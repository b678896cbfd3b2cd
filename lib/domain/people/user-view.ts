import { hub } from "@/lib/core/publish";
import type { AccountView, UserView } from "@/lib/shared/views";
import type { User } from "@/prisma/generated/client";

export type { User };

/** A person as others see them. Never an email, a hash or a right. */
export function toUserView(user: User): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    avatarUrl: null,
    role: user.role,
    isBot: user.isBot,
    isOnline: hub()?.isConnected(user.id) ?? false,
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    statusText: user.statusText,
    statusEmoji: user.statusEmoji,
  };
}

/** One's own account, with what only oneself may see. */
export function toAccountView(user: User): AccountView {
  return { ...toUserView(user), email: user.email, locale: user.locale, timeZone: user.timeZone };
}
