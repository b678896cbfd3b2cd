"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { ACTION_KEYS, availableActions, type MessageAction } from "@/lib/client/actions/available-actions";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { spotOf } from "@/lib/client/actions/message-rows";
import { performAction } from "@/lib/client/actions/perform-action";
import { useChat } from "@/lib/client/chat/chat-context";
import { noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import { quickReactionsOf } from "@/lib/client/emoji/quick-reactions";
import { ariaKeys } from "@/lib/client/shortcuts/aria-keys";
import { useStore } from "@/lib/client/state/use-store";
import type { MessageView } from "@/lib/shared/views";
import { useIsSaved } from "../use-saved";
import { ActIcon } from "./act-icon";

/** The most frequent actions, on the message under the pointer or focus. */
const HERE: readonly MessageAction[] = ["react", "reply", "thread", "forward", "save", "unsave", "edit"];

/** The toolbar of a message. */
export default function HoverBar({ message }: { message: MessageView }) {
  const t = useTranslations("acting");
  const acts = useMessageActions();
  const { account, ownAccount, workspace } = useChat();
  const room = useStore(workspace, ({ rooms }) => rooms[message.roomId]);
  const isSaved = useIsSaved(message);
  const can = room ? availableActions(message, room, account, isSaved) : [];
  if (can.length === 0) return null;
  const [usual = "👍"] = quickReactionsOf(ownAccount.get());

  function react() {
    noteEmoji(account.id, usual);
    void acts.react(message, usual, true);
  }

  return (
    <div
      role="toolbar"
      aria-label={t("toolbar")}
      className="absolute -top-4 right-(--column-end) z-10 flex rounded-2 border border-line-strong bg-raised p-0.5 shadow-layer"
    >
      {can.includes("react") && (
        <IconButton label={t("reactWith", { emoji: usual })} onClick={react} className="size-7!">
          <span aria-hidden className="text-small">
            {usual}
          </span>
        </IconButton>
      )}
      {HERE.filter((act) => can.includes(act)).map((act) => (
        <IconButton
          key={act}
          label={t(act)}
          aria-keyshortcuts={ACTION_KEYS[act] && ariaKeys(ACTION_KEYS[act])}
          onClick={(event) => performAction(acts, act, message, spotOf(event.currentTarget))}
          className="size-7!"
        >
          <ActIcon act={act} />
        </IconButton>
      ))}
      <IconButton
        label={t("more")}
        aria-haspopup="menu"
        onClick={(event) => acts.open({ what: "menu", message, at: spotOf(event.currentTarget) })}
        className="size-7!"
      >
        <Ellipsis size={17} aria-hidden />
      </IconButton>
    </div>
  );
}
