"use client";

import { onDemand } from "@/components/ui/on-demand";
import type { CommandResult } from "@/lib/client/commands/command";
import type { MyRoomView } from "@/lib/shared/views";

const CommandNotice = onDemand(() => import("./command-notice"));
const Outsiders = onDemand(() => import("./outsiders"));

type Notices = {
  room: MyRoomView;
  outcome: CommandResult | null;
  onSendAsText: () => void;
  onDismiss: () => void;
  /** What was just sent, if it may call people who are not here. */
  called: string | null;
  onCalledDone: () => void;
};

/** What stands above the field for its author alone. */
export function ComposerNotices({ room, outcome, called, ...on }: Notices) {
  return (
    <>
      {outcome && <CommandNotice outcome={outcome} onSendAsText={on.onSendAsText} onDismiss={on.onDismiss} />}
      {called !== null && <Outsiders key={called} room={room} text={called} onDone={on.onCalledDone} />}
    </>
  );
}
