"use client";

import { useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { ME_PATH } from "@/lib/client/connection/paths";
import { sendJson } from "@/lib/client/connection/rest";
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
    const answer = await sendJson<AccountView>("PATCH", ME_PATH, { body: changes });
    wait(false);
    if (!answer?.ok) {
      refuse(answer?.refusal ?? { code: "unavailable", detail: "" });
      return false;
    }
    refuse(null);
    ownAccount.dispatch(answer.data);
    return true;
  }

  return { change, refusal, isPending };
}
