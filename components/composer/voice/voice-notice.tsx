"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { RecorderState } from "@/lib/client/voice/recorder-state";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

type VoiceNoticeProps = {
  state: RecorderState;
  onClose: () => void;
  /** Brings a deleted recording back. */
  onUndo?: () => void;
  onForget?: () => void;
};

/** Says why there is no recording and what to do, or why it stopped, or that it was deleted. */
export function VoiceNotice({ state, onClose, onUndo, onForget }: VoiceNoticeProps) {
  const t = useTranslations("voice");
  const { problem, stoppedBy } = state;
  if (problem)
    return <Line onClose={onClose}>{t(`problems.${problem}`, { files: BROWSER_LIMITS.attachments })}</Line>;
  if (stoppedBy)
    return (
      <Line onClose={onClose}>{t(`stoppedBy.${stoppedBy}`, { minutes: BROWSER_LIMITS.voiceMinutes })}</Line>
    );
  if (!onUndo) return null;
  return (
    <Line onClose={onForget ?? onClose}>
      {t("dropped")}
      <Button look="quiet" size="small" onClick={onUndo}>
        {t("undo")}
      </Button>
    </Line>
  );
}

function Line({ children, onClose }: { children: ReactNode; onClose: () => void }) {
  const t = useTranslations("voice");
  return (
    <div role="status" className="flex items-center gap-2 py-1 pl-2.5 text-small text-ink-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">{children}</div>
      <IconButton label={t("close")} onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
