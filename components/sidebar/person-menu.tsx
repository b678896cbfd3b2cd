"use client";

import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { WithPresence } from "@/components/room/presence-dot";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { menuOnDemand } from "@/components/ui/menus/menu";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { useOwnStatusWords } from "./status/use-own-status-words";

const Choices = menuOnDemand(() => import("./person-menu-list"));
const Status = menuOnDemand(() => import("./status/status-popover"));

/** The reader's own corner: a press on it opens their status, the button beside it the menu of the account. */
export function PersonMenu() {
  const t = useTranslations("sidebar");

  return (
    <div className="flex items-center gap-1 border-t border-line p-2">
      <Status trigger={(opening) => <Me {...opening} aria-haspopup="dialog" />} />
      <Choices
        trigger={(opening) => (
          <IconButton label={t("account")} {...opening}>
            <ChevronsUpDown size={16} aria-hidden />
          </IconButton>
        )}
      />
    </div>
  );
}

/** The status's trigger; forwards the props that the popover gives it. */
function Me(trigger: ComponentProps<"button">) {
  const { id, displayName: name, username, avatarUrl } = useStore(useChat().ownAccount);
  const status = useOwnStatusWords();

  return (
    <button
      type="button"
      className="flex min-w-0 flex-1 items-center gap-3 rounded-2 p-2 text-left hover:bg-hover data-[state=open]:bg-hover"
      {...trigger}
    >
      <WithPresence userId={id}>
        <Avatar id={id} name={name} url={avatarUrl} size="medium" />
      </WithPresence>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-small font-medium">{name}</span>
        <span className="truncate text-tiny text-ink-2">
          {status ? (
            <>
              <EmojiSign emoji={status.statusEmoji} /> {status.statusText}
            </>
          ) : (
            `@${username}`
          )}
        </span>
      </span>
    </button>
  );
}
