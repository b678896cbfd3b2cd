import Bookmark from "lucide-react/icons/bookmark";
import Pin from "lucide-react/icons/pin";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MessageView } from "@/lib/shared/views";
import { useIsSaved } from "./use-saved";

/** Signs of a message that is pinned or saved, in line with its time or its last word; false without any. */
export function useMarks(message: MessageView): ReactNode | false {
  const t = useTranslations();
  const isSaved = useIsSaved(message);
  if (message.deletedAt || !(message.isPinned || isSaved)) return false;
  return (
    <>
      {message.isPinned && <Mark Icon={Pin} name={t("saying.pinned")} />}
      {isSaved && <Mark Icon={Bookmark} name={t("views.savedMark")} />}
    </>
  );
}

function Mark({ Icon, name }: { Icon: typeof Pin; name: string }) {
  return (
    <span title={name} className="inline-block align-[-1px] not-first:ms-1 text-ink-3">
      <Icon size={12} aria-hidden />
      <span className="sr-only">{name}</span>
    </span>
  );
}
