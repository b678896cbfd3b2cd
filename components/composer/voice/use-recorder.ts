"use client";

import { useEffect, useRef, useState } from "react";
import { useStore } from "@/lib/client/state/use-store";
import { keepAwake } from "@/lib/client/voice/keep-awake";
import { openMicrophone } from "@/lib/client/voice/microphone";
import type { Ending } from "@/lib/client/voice/recorder-state";
import { voicePlayer } from "@/lib/client/voice/shared-player";
import { type Recording, VoiceRecorder } from "@/lib/client/voice/voice-recorder";

/**
 * A recorder for the room that is shown. It stops and keeps what it has when the page is hidden, because people do not
 * want to be recorded unawares, and when the room is left.
 *
 * @param onEnd gets the recording, possibly after the component has gone
 */
export function useRecorder(onEnd: (recording: Recording, ending: Ending) => void) {
  const end = useRef(onEnd);
  end.current = onEnd;
  const [recorder] = useState(
    () =>
      new VoiceRecorder({
        openMicrophone,
        keepAwake,
        now: () => performance.now(),
        onEnd: (recording, ending) => end.current(recording, ending),
      }),
  );
  const state = useStore(recorder.store);
  const isRunning = state.phase === "recording" || state.phase === "paused";

  useEffect(() => () => recorder.stop("keep"), [recorder]);
  useEffect(() => {
    if (!isRunning) return;
    voicePlayer.pause();
    const onHidden = () => document.visibilityState === "hidden" && recorder.stop("keep", "hidden");
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener("visibilitychange", onHidden);
    window.addEventListener("beforeunload", onLeave);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      window.removeEventListener("beforeunload", onLeave);
    };
  }, [isRunning, recorder]);

  return { recorder, state };
}
