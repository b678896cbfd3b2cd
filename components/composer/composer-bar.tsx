"use client";

import { clsx } from "clsx";
import ArrowUp from "lucide-react/icons/arrow-up";
import BookOpen from "lucide-react/icons/book-open";
import { useTranslations } from "next-intl";
import { memo, type RefObject, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { InsertEmoji } from "./insert-emoji";
import { LengthLeft } from "./length-left";

const Toolbar = onDemand(() => import("./toolbar"));
const SendLater = onDemand(
  () => import("./later/send-later"),
  () => <span className="w-6 flex-none phone:hidden" />,
);
const VoiceRecording = onDemand(() => import("./voice/voice-recording"), MicPlace);
const AddFiles = onDemand(
  () => import("./files/add-files"),
  () => <span className="size-8" />,
);
const SendAsFile = onDemand(() => import("./files/send-as-file"));

type Bar = {
  timeline: TimelineKey;
  input: RefObject<HTMLTextAreaElement | null>;
  left: number | null;
  isSendable: boolean;
  isPreviewing: boolean;
  onPreview: (isPreviewing: boolean) => void;
};

/** The bar below the field: files, formats, emoji, preview and send. Memoized, so it does not render at each key. */
export const ComposerBar = memo(function ComposerBar(bar: Bar) {
  const { timeline, input, left, isSendable, isPreviewing, onPreview } = bar;
  const t = useTranslations();
  const [isRecording, setRecording] = useState(false);
  const [voiceSlot, setVoiceSlot] = useState<HTMLDivElement | null>(null);
  const tools = isRecording ? "hidden" : "contents";

  return (
    <div className="flex flex-wrap items-center gap-0.5 px-1.5 pb-1.5">
      <div ref={setVoiceSlot} className="order-first min-w-0 basis-full empty:hidden" />
      <div className={tools}>
        <AddFiles timeline={timeline} />
        <Toolbar input={input} />
      </div>
      <div className={clsx("flex flex-1 items-center justify-end gap-0.5", !isRecording && "min-h-8")}>
        <div className={tools}>
          <LengthLeft left={left} />
          {left !== null && left < 0 && <SendAsFile timeline={timeline} input={input} />}
          <InsertEmoji input={input} />
        </div>
        <VoiceRecording timeline={timeline} input={input} slot={voiceSlot} onActive={setRecording} />
        <div className={tools}>
          <IconButton
            label={t("writing.preview")}
            aria-pressed={isPreviewing}
            onClick={() => onPreview(!isPreviewing)}
            className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            <BookOpen size={18} aria-hidden />
          </IconButton>
          <button
            type="submit"
            aria-label={t("composer.send")}
            title={t("composer.send")}
            disabled={!isSendable}
            className="ml-1 grid size-8 flex-none place-items-center rounded-2 bg-accent phone:size-11 text-accent-ink transition-opacity disabled:bg-hover disabled:text-ink-3"
          >
            <ArrowUp size={18} aria-hidden />
          </button>
          <SendLater timeline={timeline} isSendable={isSendable} />
        </div>
      </div>
    </div>
  );
});

/** Holds the place of the microphone until its script is there. */
function MicPlace() {
  return <span className="size-8 flex-none" />;
}
