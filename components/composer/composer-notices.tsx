"use client";

import { onDemand } from "@/components/ui/on-demand";
import type { CommandResult } from "@/lib/client/commands/command";
import type { MyRoomView } from "@/lib/shared/views";

const CommandNotice = onDemand(() => import("./command-notice"));
const Outsiders = onDemand(() => import("./calling/outsiders"));

type Notices = {
  room: MyRoomView;
  outcome: CommandResult | null;
  onSendAsText: () => void;
  onDismiss: () => void;
  /** The text just sent, if it may mention people outside the room. */
  called: string | null;
  onCalledDone: () => void;
};

/** Notices above the field, visible only to the author. */
export function ComposerNotices({ room, outcome, called, ...on }: Notices) {
  return (
    <>
      {outcome && <CommandNotice outcome={outcome} onSendAsText={on.onSendAsText} onDismiss={on.onDismiss} />}
      {called !== null && <Outsiders key={called} room={room} text={called} onDone={on.onCalledDone} />}
    </>
  );
}
