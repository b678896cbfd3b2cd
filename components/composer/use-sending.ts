"use client";

import { type RefObject, useState } from "react";
import { type ParsedInput, parseInput } from "@/lib/client/commands/parse-input";
import type { useComposer } from "@/lib/client/drafts/use-composer";
import { useMay } from "@/lib/client/rooms/use-may";
import { treeNow } from "@/lib/client/text/markdown-parser";
import { mayMention, mentionsEveryone, mentionsIn } from "@/lib/shared/messages/mentions";
import type { MyRoomView } from "@/lib/shared/views";
import { useCommands } from "./use-commands";

/** Mentioning more people than this asks for confirmation. */
const MANY_PEOPLE = 20;

type SendingDeps = {
  room: MyRoomView;
  message: ReturnType<typeof useComposer>;
  input: RefObject<HTMLTextAreaElement | null>;
  /** Resolves once the message is stored and cannot be lost. */
  onSend: (text: string) => Promise<void>;
};

const isForEveryone = (text: string) => mayMention(text) && mentionsEveryone(mentionsIn(treeNow(text)));

/** Sends the text of the composer, or runs it as a command. A text that mentions many people waits for confirmation. */
export function useSending({ room, message, input, onSend }: SendingDeps) {
  const may = useMay(room);
  const commands = useCommands(room, onSend);
  const [asked, ask] = useState<string | null>(null);
  const [called, noteCalled] = useState<string | null>(null);

  function submit() {
    if (!message.isSendable) return;
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
    if (room.memberCount > MANY_PEOPLE && isForEveryone(text)) ask(text);
    else sendNow(text);
  }

  function sendNow(text: string) {
    ask(null);
    commands.clear();
    message.take(onSend(text));
    if (/[@＠]/.test(text) && may("add")) noteCalled(text);
    input.current?.focus();
  }

  return {
    commands,
    submit,
    sendAsText: () => send(message.text.trim()),
    /** True while a text waits for confirmation. */
    isAsking: asked !== null,
    confirm: () => asked !== null && sendNow(asked),
    cancel: () => ask(null),
    /** The last sent text, if people that it mentions may have to be added to the room. */
    called,
    endCalled: () => noteCalled(null),
  };
}
