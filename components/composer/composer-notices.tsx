"use client";

import { onDemand } from "@/components/ui/on-demand";
import type { MyRoomView } from "@/lib/shared/views";
import type { useSending } from "./use-sending";

/** The command that sets a reminder, and its arguments. */
const REMIND = /^\/(?:remind|напомни(?:ть)?)\s+(\S[\s\S]*)/iu;

const ReminderPreview = onDemand<{ args: string }>(() => import("../reminders/reminder-preview"));
const CommandNotice = onDemand(() => import("./command-notice"));
const Outsiders = onDemand(() => import("./calling/outsiders"));
const ScheduledLine = onDemand(() => import("./later/scheduled-line"));

type Notices = { room: MyRoomView; text: string; sending: ReturnType<typeof useSending> };

/** Notices above the field, visible only to the author. */
export function ComposerNotices({ room, text, sending }: Notices) {
  const { commands, called } = sending;
  const { outcome } = commands;
  const reminder = REMIND.exec(text)?.[1];
  return (
    <>
      <ScheduledLine roomId={room.id} />
      {reminder && !outcome && <ReminderPreview args={reminder} />}
      {outcome && (
        <CommandNotice outcome={outcome} onSendAsText={sending.sendAsText} onDismiss={commands.clear} />
      )}
      {called !== null && <Outsiders key={called} room={room} text={called} onDone={sending.endCalled} />}
    </>
  );
}
