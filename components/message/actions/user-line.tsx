import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { UserView } from "@/lib/shared/views";

/** A person in a short list. */
export function UserLine({ user, children }: { user: UserView; children?: ReactNode }) {
  return (
    <li className="flex items-center gap-2.5 py-1 text-small">
      <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size="small" isPerson />
      <button type="button" data-person={user.id} className="truncate hover:underline">
        <bdi>{user.displayName}</bdi>
      </button>
      <span className="truncate text-tiny text-ink-3">@{user.username}</span>
      {children}
    </li>
  );
}
