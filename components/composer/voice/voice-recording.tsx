"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import type { Ending } from "@/lib/client/voice/recorder-state";
import type { Recording } from "@/lib/client/voice/voice-recorder";
import { MicButton } from "./mic-button";
import { RecordingBar } from "./recording-bar";
import { useRecorder } from "./use-recorder";
import { VoiceNotice } from "./voice-notice";

type VoiceRecordingProps = {
  /** The composer's field, which has the focus after a recording. */
  input: RefObject<HTMLTextAreaElement | null>;
  /** Puts the recording into the room's draft, and sends the draft if `isToSend`. */
  onRecorded: (recording: Recording, isToSend: boolean) => void;
  /** Called when a recording begins and when it is over; meanwhile the composer hides its other tools. */
  onActive: (isActive: boolean) => void;
};

/** Records a voice message into the composer: the microphone, and the bar of a running recording. */
export default function VoiceRecording({ input, onRecorded, onActive }: VoiceRecordingProps) {
  const t = useTranslations("voice");
  const [dropped, noteDropped] = useState<Recording | null>(null);
  const { recorder, state } = useRecorder(end);
  const isActive = state.phase !== "off" && state.phase !== "asking";
  useEffect(() => onActive(isActive), [isActive, onActive]);

  function end(recording: Recording, ending: Ending) {
    if (ending === "drop") noteDropped(recording);
    else onRecorded(recording, ending === "send");
    if (matchMedia("(pointer: fine)").matches) input.current?.focus();
  }

  function start() {
    noteDropped(null);
    void recorder.start();
  }

  function undo() {
    if (dropped) onRecorded(dropped, false);
    noteDropped(null);
  }

  return (
    <>
      <MicButton recorder={recorder} state={state} onStart={start} />
      {isActive && <RecordingBar recorder={recorder} state={state} />}
      <p role="status" className="sr-only">
        {state.phase === "recording" && t("recording")}
        {state.phase === "paused" && t("paused")}
        {state.phase === "asking" && t("asking")}
      </p>
      <VoiceNotice
        state={state}
        onClose={() => recorder.dismiss()}
        {...(dropped && { onUndo: undo, onForget: () => noteDropped(null) })}
      />
    </>
  );
}
