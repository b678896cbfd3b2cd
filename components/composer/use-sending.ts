"use client";

import { type RefObject, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { type ParsedInput, parseInput } from "@/lib/client/commands/parse-input";
import type { useComposer } from "@/lib/client/drafts/use-composer";
import type { MyRoomView } from "@/lib/shared/views";
import { MANY_PEOPLE } from "./calling/many-people";
import { useCalledCount } from "./calling/use-called-count";
import { useCommands } from "./use-commands";

type SendingDeps = {
  room: MyRoomView;
  message: ReturnType<typeof useComposer>;
  input: RefObject<HTMLTextAreaElement | null>;
  /** Resolves once the message is stored and cannot be lost. */
  onSend: (text: string) => Promise<void>;
};

/** Sends the text of the composer, or runs it as a command. A text that mentions many people waits for confirmation. */
export function useSending({ room, message, input, onSend }: SendingDeps) {
  const chat = useChat();
  const commands = useCommands(room, onSend);
  const countCalled = useCalledCount(room, message.text);
  const [asked, ask] = useState<{ text: string; count: number } | null>(null);
  const [called, noteCalled] = useState<string | null>(null);

  function submit() {
    // Enter once more: what waits to be taken back goes now.
    if (!message.isSendable) return chat.outbox.release(room.id);
    const wish = parseInput(message.text);
    if (wish.kind === "message") send(wish.text);
    else void command(wish);
  }

  /** Runs a command. The field is cleared unless other text was typed meanwhile. */
  async function command(wish: Extract<ParsedInput, { kind: "command" }>) {
    const isDone = await commands.run(wish);
    // The command may have opened another room: the field is gone then, and only the draft is left.
    const typed = input.current?.value ?? message.text;
    if (isDone && typed === message.text) message.take(Promise.resolve());
  }

  function send(text: string) {
    const count = countCalled(text);
    if (typeof count === "number") return sendOrAsk(text, count);
    // Only a text that names a large group waits for the server.
    void count.then((known) => {
      if ((input.current?.value ?? message.text) === message.text) sendOrAsk(text, known);
    });
  }

  function sendOrAsk(text: string, count: number) {
    if (count > MANY_PEOPLE) ask({ text, count });
    else sendNow(text);
  }

  function sendNow(text: string) {
    ask(null);
    commands.clear();
    message.take(onSend(text));
    if (/[@＠]/.test(text) && room.kind !== "direct") noteCalled(text);
    input.current?.focus();
  }

  return {
    commands,
    submit,
    sendAsText: () => send(message.text.trim()),
    /** True while a text waits for confirmation. */
    isAsking: asked !== null,
    /** The people whom that text mentions. */
    askedCount: asked?.count ?? 0,
    confirm: () => asked !== null && sendNow(asked.text),
    cancel: () => ask(null),
    /** The last sent text, if it may mention people who are not in the room. */
    called,
    endCalled: () => noteCalled(null),
  };
}
