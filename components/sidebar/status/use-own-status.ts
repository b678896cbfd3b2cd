"use client";

import { useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { refusalOf } from "@/lib/client/connection/outcome";
import type { Refusal } from "@/lib/shared/errors";
import type { AccountView } from "@/lib/shared/views";

type Changes = Partial<Pick<AccountView, "statusEmoji" | "statusText" | "statusUntil" | "quietUntil">>;

/** Changes the reader's status or do-not-disturb. The reader's other devices hear of it by a frame. */
export function useOwnStatus() {
  const { ownAccount } = useChat();
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [isPending, wait] = useState(false);

  /** Returns whether the server took it. */
  async function change(changes: Changes): Promise<boolean> {
    wait(true);
    const answer = await call("PATCH /me", changes);
    wait(false);
    if (!answer.ok) {
      refuse(refusalOf(answer));
      return false;
    }
    refuse(null);
    ownAccount.dispatch(answer.data);
    return true;
  }

  return { change, refusal, isPending };
}
