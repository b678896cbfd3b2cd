"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { Toast } from "@/lib/client/actions/room-ui";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** The words of a notice, and the button that closes it. */
export default function NoticeWords({ notice }: { notice: Toast }) {
  const t = useTranslations("notice");
  const acts = useMessageActions();
  const words = useWords(notice);
  if (!words) return null;

  return (
    <p className="pointer-events-auto flex max-w-full animate-settle items-center gap-1 text-pretty phone:w-full phone:justify-between rounded-2 border border-line-strong bg-raised py-0.5 pr-0.5 pl-3.5 text-small shadow-layer">
      {words}
      {notice.kind === "moved" && (
        <Button look="bare" size="small" onClick={notice.undo}>
          {t("undo")}
        </Button>
      )}
      <IconButton
        label={t("dismiss")}
        onClick={() => acts.store.dispatch({ type: "silence", notice })}
        className="size-7!"
      >
        <X size={15} aria-hidden />
      </IconButton>
    </p>
  );
}

function useWords(notice: Toast): string | null {
  const t = useTranslations("notice");
  const refusal = useRefusal(notice.kind === "refused" ? notice.refusal : null).all;
  switch (notice.kind) {
    case "said":
      return t(notice.word, { name: notice.name });
    case "moved":
      return t(notice.word, { count: notice.count });
    case "refused":
      return refusal;
  }
}
