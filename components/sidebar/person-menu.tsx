"use client";

import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import type { ComponentProps } from "react";
import { Avatar } from "@/components/ui/avatar";
import { menuOnDemand } from "@/components/ui/menus/menu";
import { useChat } from "@/lib/client/chat/chat-context";
import type { AccountView } from "@/lib/shared/views";
import type { PersonMenuEntries } from "./person-menu-list";

const Choices = menuOnDemand<PersonMenuEntries>(() => import("./person-menu-list"));

/** The menu of one's own account and of this device's preferences. */
export function PersonMenu({ theme }: PersonMenuEntries) {
  const { account } = useChat();

  return (
    <div className="border-t border-line p-2">
      <Choices theme={theme} trigger={(opening) => <Me account={account} {...opening} />} />
    </div>
  );
}

type MeProps = ComponentProps<"button"> & { account: AccountView };

/** The menu's trigger; forwards the props that the menu gives it. */
function Me({ account, ...trigger }: MeProps) {
  const { id, displayName: name, username, avatarUrl } = account;

  return (
    <button
      type="button"
      className="flex w-full items-center gap-2.5 rounded-2 p-2 text-left hover:bg-hover data-[state=open]:bg-hover"
      {...trigger}
    >
      <Avatar id={id} name={name} url={avatarUrl} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-small font-medium">{name}</span>
        <span className="truncate text-tiny text-ink-3">@{username}</span>
      </span>
      <ChevronsUpDown size={15} aria-hidden className="flex-none text-ink-3" />
    </button>
  );
}
