"use client";

import { clsx } from "clsx";
import Mic from "lucide-react/icons/mic";
import { useTranslations } from "next-intl";
import { type PointerEvent, useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { RecorderState } from "@/lib/client/voice/recorder-state";
import type { VoiceRecorder } from "@/lib/client/voice/voice-recorder";

/** A press that lasts longer is a hold: the recording ends with it. */
const HOLD_MS = 500;

type MicButtonProps = { recorder: VoiceRecorder; state: RecorderState; onStart: () => void };

/**
 * The microphone. A press starts a recording, which the bar ends; while the button is held, it records until the
 * release. It stays in the page while it is hidden, because a removed element gets no release on touch screens.
 */
export function MicButton({ recorder, state, onStart }: MicButtonProps) {
  const t = useTranslations("voice");
  const isPressed = useRef(false);
  const isActive = state.phase !== "off" && state.phase !== "asking";

  function onPointerDown({ button, timeStamp }: PointerEvent) {
    if (button !== 0 || state.phase !== "off") return;
    isPressed.current = true;
    const released = new AbortController();
    const { signal } = released;
    const onRelease = (event: Event) => {
      released.abort();
      if (event.timeStamp - timeStamp >= HOLD_MS) recorder.stop("keep");
    };
    window.addEventListener("pointerup", onRelease, { signal });
    // The browser took the touch for itself, to scroll: that is no release.
    window.addEventListener("pointercancel", () => released.abort(), { signal });
    onStart();
  }

  /** A click without a press before it comes from a key or from a screen reader. */
  function onClick() {
    const isDone = isPressed.current;
    isPressed.current = false;
    if (isDone) return;
    if (state.phase === "asking") recorder.stop("drop");
    else onStart();
  }

  return (
    <IconButton
      label={t(state.phase === "asking" ? "asking" : "record")}
      onPointerDown={onPointerDown}
      onClick={onClick}
      onContextMenu={(event) => event.preventDefault()}
      className={clsx(
        "touch-none select-none",
        state.phase === "asking" && "bg-accent-soft text-accent",
        isActive && "invisible absolute",
      )}
    >
      <Mic size={18} aria-hidden />
    </IconButton>
  );
}
