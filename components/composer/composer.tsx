"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { focusLastSeen } from "@/lib/client/actions/message-rows";
import { type ParsedInput, parseInput } from "@/lib/client/commands/parse-input";
import { useComposer } from "@/lib/client/drafts/use-composer";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { OutgoingMessage } from "@/lib/client/outbox/pending";
import { useMay } from "@/lib/client/rooms/use-may";
import { isShortcut } from "@/lib/client/shortcuts/shortcuts";
import { mentionsEveryone } from "@/lib/shared/mentions";
import type { MyRoomView } from "@/lib/shared/views";
import { ComposerBar } from "./composer-bar";
import { ComposerNotices } from "./composer-notices";
import { ReplyBar } from "./reply-bar";
import { useCommands } from "./use-commands";
import { WritingField } from "./writing-field";

const CallEveryone = onDemand(() => import("./call-everyone"));
const CommandList = onDemand(() => import("./command-list"));
const Preview = onDemand(() => import("./preview"));

/** Shortcuts that act on the last message, in an empty field. */
const LAST_KEYS = ["editLast", "replyToLast"] as const;
/** Mentioning more people than this asks for confirmation. */
const MANY_PEOPLE = 20;

type Composer = {
  room: MyRoomView;
  /** A refused message that its author wants to change. */
  returned: OutgoingMessage | null;
  onReturnedTaken: () => void;
  /** Resolves once the message is stored and cannot be lost. */
  onSend: (text: string) => Promise<void>;
};

/** The composer. Text that is not sent stays in the draft. */
export function Composer({ room, returned, onReturnedTaken, onSend }: Composer) {
  const t = useTranslations();
  const acts = useMessageActions();
  const input = acts.composer;
  const message = useComposer(room);
  const may = useMay(room);
  const commands = useCommands(room, onSend);
  const [asked, ask] = useState<string | null>(null);
  const [called, noteCalled] = useState<string | null>(null);
  const [isPreviewing, preview] = useState(false);
  const label = t("composer.label", { room: useRoomName()(room) });

  const { giveBack } = message;
  useFocusOnEntry(input);
  useEffect(() => {
    if (returned === null) return;
    giveBack(returned);
    onReturnedTaken();
    acts.focusComposer();
  }, [returned, onReturnedTaken, giveBack, acts]);

  function submit() {
    if (!message.isFitting) return;
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
    if (room.memberCount > MANY_PEOPLE && mentionsEveryone(text)) ask(text);
    else sendNow(text);
  }

  function sendNow(text: string) {
    ask(null);
    commands.clear();
    message.take(onSend(text));
    if (/[@＠]/.test(text) && may("add")) noteCalled(text);
    input.current?.focus();
  }

  function onKey(event: KeyboardEvent): boolean {
    if (isBackFromField(event) && focusLastSeen()) {
      event.preventDefault();
      return true;
    }
    const key = message.text === "" ? LAST_KEYS.find((id) => isShortcut(id, event)) : undefined;
    if (!key) return false;
    event.preventDefault();
    acts[key]();
    return true;
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="@container isolate mx-3 mb-1 flex flex-none flex-col rounded-3 border border-line-strong bg-raised focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/20 md:mx-5"
    >
      <ReplyBar />
      <ComposerNotices
        room={room}
        outcome={commands.outcome}
        onSendAsText={() => send(message.text.trim())}
        onDismiss={commands.clear}
        called={called}
        onCalledDone={() => noteCalled(null)}
      />
      {isPreviewing && <Preview text={message.text} />}
      {/* In a row: in a column the box could not be as high as its text. */}
      <div className="flex">
        <WritingField
          input={input}
          text={message.text}
          label={label}
          placeholder={label}
          isTooLong={(message.left ?? 0) < 0}
          onType={(text) => {
            message.change(text);
            if (commands.outcome) commands.clear();
          }}
          onSend={submit}
          onKey={onKey}
          hasCommands
        />
      </div>
      <ComposerBar
        input={input}
        left={message.left}
        isSendable={message.isFitting}
        isPreviewing={isPreviewing}
        onPreview={preview}
      />
      <Dialog title={t("callEveryone.title")} isOpen={asked !== null} onOpenChange={() => ask(null)}>
        <CallEveryone
          count={room.memberCount - 1}
          onSend={() => asked !== null && sendNow(asked)}
          onCancel={() => ask(null)}
        />
      </Dialog>
      <Dialog title={t("commands.title")} isOpen={commands.isListOpen} onOpenChange={commands.openList}>
        <CommandList room={room} />
      </Dialog>
    </form>
  );
}

/** Shift+Tab in the field, with nothing of the composer before it, moves to the messages. */
function isBackFromField({ key, shiftKey, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (key !== "Tab" || !shiftKey || ctrlKey || metaKey || altKey) return false;
  const { form } = target as HTMLTextAreaElement;
  return form?.querySelector("button, a[href], input, textarea, [tabindex='0']") === target;
}

/** Focuses the field when a room opens. Not on touch screens, where the keyboard would cover the messages. */
function useFocusOnEntry(input: { current: HTMLTextAreaElement | null }) {
  useEffect(() => {
    const field = input.current;
    if (!field || !matchMedia("(pointer: fine)").matches) return;
    field.focus({ preventScroll: true });
    // Puts the caret at the end of an existing draft.
    field.setSelectionRange(field.value.length, field.value.length);
  }, [input]);
}
