"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import Mic from "lucide-react/icons/mic";
import Pause from "lucide-react/icons/pause";
import Square from "lucide-react/icons/square";
import Trash from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { lengthText } from "@/lib/client/voice/length";
import { lengthAt, type RecorderState } from "@/lib/client/voice/recorder-state";
import type { VoiceRecorder } from "@/lib/client/voice/voice-recorder";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { LiveLevel } from "./live-level";

const TICK_MS = 200;
/** The time left is said in the last minute. */
const LAST_SECONDS = 60;

type Bar = { recorder: VoiceRecorder; state: RecorderState };

/** The bar of a running recording: delete, level and time, pause, stop to listen, and send. Escape deletes. */
export function RecordingBar({ recorder, state }: Bar) {
  const t = useTranslations("voice");
  const stop = useRef<HTMLButtonElement>(null);
  const isPaused = state.phase === "paused";
  useEffect(() => stop.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    recorder.stop("drop");
  }

  return (
    <div
      role="toolbar"
      aria-label={t("bar")}
      onKeyDown={onKeyDown}
      className="flex h-8 w-full items-center gap-0.5"
    >
      <IconButton label={t("drop")} onClick={() => recorder.stop("drop")}>
        <Trash size={17} aria-hidden />
      </IconButton>
      <LiveLevel recorder={recorder} isPaused={isPaused} />
      <Time recorder={recorder} state={state} />
      <IconButton
        label={t(isPaused ? "resume" : "pauseRecording")}
        onClick={() => (isPaused ? recorder.resume() : recorder.pause())}
      >
        {isPaused ? <Mic size={17} aria-hidden /> : <Pause size={17} aria-hidden />}
      </IconButton>
      <IconButton ref={stop} label={t("stop")} onClick={() => recorder.stop("keep")}>
        <Square size={16} aria-hidden className="fill-current" />
      </IconButton>
      <button
        type="button"
        aria-label={t("send")}
        title={t("send")}
        onClick={() => recorder.stop("send")}
        className="ml-1 grid size-8 flex-none place-items-center rounded-2 bg-accent text-accent-ink"
      >
        <ArrowUp size={18} aria-hidden />
      </button>
    </div>
  );
}

function Time({ recorder, state }: Bar) {
  const t = useTranslations("voice");
  const [seconds, setSeconds] = useState(0);
  const left = BROWSER_LIMITS.voiceMinutes * 60 - seconds;

  useEffect(() => {
    const tick = () => setSeconds(Math.floor(lengthAt(recorder.store.get(), performance.now()) / 1_000));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [recorder]);

  return (
    <span
      role="timer"
      aria-label={t("length")}
      className="mr-1 min-w-10 flex-none text-right text-small text-ink-2 tabular-nums"
    >
      {state.phase !== "finishing" && left <= LAST_SECONDS
        ? t("left", { seconds: left })
        : lengthText(seconds)}
    </span>
  );
}
