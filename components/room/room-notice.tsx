"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** A toast about an action in the room. It disappears by itself. */
export function RoomNotice() {
  const t = useTranslations("notice");
  const acts = useMessageActions();
  const notice = useRoomUi((acting) => acting.toast);
  const refusal = useRefusal(notice?.kind === "refused" ? notice.refusal : null).all;
  const words = notice?.kind === "said" ? t(notice.word, { name: notice.name }) : refusal;

  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 bottom-3 z-20 flex justify-center px-4"
    >
      {notice && words && (
        <p className="pointer-events-auto flex animate-settle items-center gap-1 rounded-2 border border-line-strong bg-raised py-0.5 pr-0.5 pl-3.5 text-small shadow-layer">
          {words}
          <IconButton
            label={t("dismiss")}
            onClick={() => acts.store.dispatch({ type: "silence", notice })}
            className="size-7!"
          >
            <X size={15} aria-hidden />
          </IconButton>
        </p>
      )}
    </div>
  );
}
