"use client";

import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { MessageView } from "@/lib/shared/views";
import MessageReminder from "./message-reminder";
import { useOwnTimes } from "./use-own-times";

/** Sets a reminder of a message in its room, from its menu. */
export function RemindOfMessage({ message }: { message: MessageView }) {
  const acts = useMessageActions();
  const { when } = useOwnTimes();

  return (
    <MessageReminder
      message={message}
      onDone={(at) => {
        acts.close();
        acts.say("reminding", when(at));
      }}
    />
  );
}
