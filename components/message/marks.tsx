import AlarmClock from "lucide-react/icons/alarm-clock";
import Bookmark from "lucide-react/icons/bookmark";
import Pin from "lucide-react/icons/pin";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { isReminding } from "@/lib/client/sync/reminders";
import type { MessageView } from "@/lib/shared/views";
import { useIsSaved } from "./use-saved";

const LateMark = onDemand<{ dueAt: string }>(() => import("./late-mark"));

/** Signs of a message that is pinned, saved, due for a reminder or was sent late, in line with its time or its last word; false without any. */
export function useMarks(message: MessageView): ReactNode | false {
  const t = useTranslations();
  const isSaved = useIsSaved(message);
  const isDue = useIsReminding(message);
  if (message.deletedAt || !(message.isPinned || isSaved || isDue || message.dueAt)) return false;
  return (
    <>
      {message.isPinned && <Mark Icon={Pin} name={t("saying.pinned")} />}
      {isSaved && <Mark Icon={Bookmark} name={t("views.savedMark")} />}
      {isDue && <Mark Icon={AlarmClock} name={t("views.remindMark")} />}
      {message.dueAt && <LateMark dueAt={message.dueAt} />}
    </>
  );
}

/** Returns whether I will be reminded of a message, live. */
function useIsReminding(message: MessageView): boolean {
  const { reminders } = useChat();
  useEffect(() => reminders.load(), [reminders]);
  return useStore(reminders.store, (heads) => isReminding(heads, message));
}

function Mark({ Icon, name }: { Icon: typeof Pin; name: string }) {
  return (
    <span title={name} className="inline-block align-[-1px] not-first:ms-1 text-ink-3">
      <Icon size={12} aria-hidden />
      <span className="sr-only">{name}</span>
    </span>
  );
}
