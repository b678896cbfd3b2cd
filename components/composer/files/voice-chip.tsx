"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type ComponentProps, useEffect, useMemo } from "react";
import { VoiceMessage } from "@/components/message/files/players/voice-message";
import { IconButton } from "@/components/ui/icon-button";
import type { Upload, VoiceInfo } from "@/lib/client/uploads/upload";
import { voicePlayer } from "@/lib/client/voice/shared-player";
import { ProgressLine, RetryButton } from "./chip-parts";
import { useLocalAddress } from "./use-local-address";
import { useUploadStatus } from "./use-upload-status";

type VoiceChipProps = {
  upload: Upload;
  voice: VoiceInfo;
  /** Props of the button that removes it. */
  remove: ComponentProps<"button">;
  removeLabel: string;
  onRetry: () => void;
};

/** A recorded voice message on its way: to listen to, with its progress below, or why it is not sent. */
export function VoiceChip({ upload, voice, remove, removeLabel, onRetry }: VoiceChipProps) {
  const t = useTranslations("voice");
  const status = useUploadStatus(upload);
  const src = useLocalAddress(upload, true);
  useEffect(() => () => voicePlayer.stop(upload.id), [upload.id]);
  const track = useMemo(
    () => ({ id: upload.id, src, duration: voice.duration, from: null }),
    [upload.id, src, voice.duration],
  );

  return (
    <div className="flex w-max max-w-full flex-col">
      <div className="flex min-w-0 items-center gap-1">
        <div className="relative min-w-0 overflow-hidden rounded-3">
          <VoiceMessage track={track} name={upload.name} waveform={voice.waveform} label={t("yours")} />
          <ProgressLine share={status.share} />
        </div>
        <IconButton size="small" label={removeLabel} {...remove}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {upload.refusal && (
        <p className="flex items-center gap-2 pt-1 pl-2 text-tiny/4 text-danger">
          {status.text}
          <RetryButton onRetry={onRetry} />
        </p>
      )}
    </div>
  );
}
