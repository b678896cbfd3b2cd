"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { VoiceRecorder } from "@/lib/client/voice/voice-recorder";

/** More than a wide window shows; the older ones are cut off. */
const BARS = 180;
const STEP = 4;
const HEIGHT = 24;
const FRAME_MS = 100;
/** A microphone that gives nothing for this many measurements (3 s) is probably muted. */
const SILENT = 60;

/** The loudness of the last seconds, newest at the right. It says so when nothing is heard. */
export function LiveLevel({ recorder, isPaused }: { recorder: VoiceRecorder; isPaused: boolean }) {
  const t = useTranslations("voice");
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [isSilent, noteSilent] = useState(false);

  useEffect(() => {
    if (isPaused) return;
    const timer = setInterval(() => {
      setLevels(recorder.levels.slice(-BARS));
      const last = recorder.levels.slice(-SILENT);
      noteSilent(last.length === SILENT && last.every((level) => level === 0));
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [recorder, isPaused]);

  return (
    <div className="flex min-w-0 flex-1 items-center justify-end overflow-hidden px-2">
      {isSilent ? (
        <p role="status" className="mr-auto truncate text-small text-ink-2">
          {t("silent")}
        </p>
      ) : (
        <svg
          width={BARS * STEP}
          height={HEIGHT}
          aria-hidden
          strokeLinecap="round"
          className={`flex-none fill-none stroke-2 ${isPaused ? "stroke-line-strong" : "stroke-accent"}`}
        >
          <path d={pathOf(levels)} />
        </svg>
      )}
    </div>
  );
}

const pathOf = (levels: readonly number[]) =>
  levels
    .map((level, index) => {
      const length = 2 + (level / 100) * (HEIGHT - 4);
      return `M${(BARS - levels.length + index) * STEP + 2} ${(HEIGHT - length) / 2}v${length}`;
    })
    .join("");
