"use client";

import { useRouter } from "next/navigation";
import { startTransition, useRef, useState } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import type { CommandContext, CommandResult } from "@/lib/client/commands/command";
import type { ParsedInput } from "@/lib/client/commands/parse-input";
import { call } from "@/lib/client/connection/call";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MyRoomView } from "@/lib/shared/views";
import { useAskPoll } from "./poll/use-ask-poll";

const AWAY: CommandResult = { kind: "refused", refusal: { code: "unavailable", detail: "" } };

/** Slash commands in a room. Their script is loaded with the first one. */
export function useCommands(room: MyRoomView, send: (text: string) => Promise<void>) {
  const chat = useChat();
  const router = useRouter();
  const ask = useAsk();
  const askPoll = useAskPoll(useCurrentRoom().timeline);
  const may = useMay(room);
  const [outcome, tell] = useState<CommandResult | null>(null);
  const [isListOpen, openList] = useState(false);
  const isRunning = useRef(false);

  const here: CommandContext = {
    room,
    rooms: () => Object.values(chat.workspace.get().rooms),
    me: chat.account,
    may,
    send: (text, to) => void (to ? chat.ownMessages.send(to.id, text) : send(text)),
    call,
    timeZone: () => chat.ownAccount.get().timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    applyRoom: (one) => chat.applyRoom(one),
    go: (path) => router.push(path),
    open(what) {
      if (what === "commands") openList(true);
      else ask(what === "leave" ? { kind: what, room } : { kind: what });
    },
    askPoll,
    logOut() {
      if (chat.outbox.count > 0) return false;
      startTransition(async () => {
        await chat.wipe();
        await logOutAction();
      });
      return true;
    },
  };

  /** Runs a command, one at a time. Resolves to whether it is done. */
  async function run({ name, args }: Extract<ParsedInput, { kind: "command" }>): Promise<boolean> {
    if (isRunning.current) return false;
    isRunning.current = true;
    const load = import("@/lib/client/commands/run-command");
    const next = await load.then(({ runCommand }) => runCommand(name, args, here)).catch(() => AWAY);
    isRunning.current = false;
    tell(next);
    return next.kind === "done";
  }

  return { run, outcome, clear: () => tell(null), isListOpen, openList };
}
