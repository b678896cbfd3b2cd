"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useChat } from "@/lib/client/chat/chat-context";
import { draftFiles } from "@/lib/client/uploads/upload";
import type { Ending } from "@/lib/client/voice/recorder-state";
import type { Recording } from "@/lib/client/voice/voice-recorder";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { MicButton } from "./mic-button";
import { RecordingBar } from "./recording-bar";
import { useRecorder } from "./use-recorder";
import { useVoiceDraft } from "./use-voice-draft";
import { VoiceNotice } from "./voice-notice";

type VoiceRecordingProps = {
  timeline: TimelineKey;
  /** The composer's field, which has the focus after a recording. */
  input: RefObject<HTMLTextAreaElement | null>;
  /** The line of the composer for the bar and for notices. */
  slot: HTMLElement | null;
  /** Called when a recording begins and when it is over; meanwhile the composer hides its other tools. */
  onActive: (isActive: boolean) => void;
};

/** Records a voice message into the composer: the microphone, and the bar of a running recording. */
export default function VoiceRecording(props: VoiceRecordingProps) {
  const { timeline, input, slot, onActive } = props;
  const t = useTranslations("voice");
  const { uploads } = useChat();
  // Without the field the room was left: its draft waits.
  const addToDraft = useVoiceDraft(timeline, () => input.current?.form?.requestSubmit());
  const [dropped, noteDropped] = useState<Recording | null>(null);
  const { recorder, state } = useRecorder(end);
  const isActive = state.phase !== "off" && state.phase !== "asking";
  useEffect(() => onActive(isActive), [isActive, onActive]);

  function end(recording: Recording, ending: Ending) {
    if (ending === "drop") noteDropped(recording);
    else void addToDraft(recording, ending === "send");
    if (matchMedia("(pointer: fine)").matches) input.current?.focus();
  }

  function start() {
    noteDropped(null);
    if (draftFiles(uploads.store.get(), timeline).length >= BROWSER_LIMITS.attachments)
      return recorder.refuse("full");
    // Its script is there when the recording ends, even if the connection is lost meanwhile.
    void uploads.load().catch(() => {});
    void recorder.start();
  }

  function undo() {
    if (dropped) void addToDraft(dropped, false);
    noteDropped(null);
  }

  return (
    <>
      <MicButton recorder={recorder} state={state} onStart={start} />
      <p role="status" className="sr-only">
        {state.phase === "recording" && t("recording")}
        {state.phase === "paused" && t("paused")}
        {state.phase === "asking" && t("asking")}
      </p>
      {slot &&
        createPortal(
          <>
            {isActive && <RecordingBar recorder={recorder} state={state} />}
            <VoiceNotice
              state={state}
              onClose={() => recorder.dismiss()}
              {...(dropped && { onUndo: undo, onForget: () => noteDropped(null) })}
            />
          </>,
          slot,
        )}
    </>
  );
}
