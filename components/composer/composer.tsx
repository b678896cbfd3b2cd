"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import type { MessageActions } from "@/lib/client/actions/message-actions";
import { useCurrentRoom, useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { focusLastSeen } from "@/lib/client/actions/message-rows";
import { useComposer } from "@/lib/client/drafts/use-composer";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { OutgoingMessage } from "@/lib/client/outbox/pending";
import { EARLY_SHORTCUTS } from "@/lib/client/shortcuts/early-shortcuts";
import { isAppleKeyboard, isChord } from "@/lib/client/shortcuts/keys";
import type { MyRoomView } from "@/lib/shared/views";
import { ComposerBar } from "./composer-bar";
import { ComposerNotices } from "./composer-notices";
import { DraftFiles } from "./files/draft-files";
import { useSending } from "./use-sending";
import { WritingField } from "./writing-field";

const CallEveryone = onDemand(() => import("./calling/call-everyone"));
const CommandList = onDemand(() => import("./command-list"));
const Preview = onDemand(() => import("./preview"));
const ReplyBar = onDemand(() => import("./reply-bar"));

/** The message being replied to. */
const ReplyBarIfAny = () => (useRoomUi(({ replyTo }) => replyTo !== null) ? <ReplyBar /> : null);

/** Shortcuts that act on the last message, in an empty field. */
const LAST_KEYS = ["editLast", "replyToLast"] as const;

type Composer = {
  room: MyRoomView;
  /** The name of its field; by default the room's. */
  label?: string;
  /** Stands between the field and the bar. */
  children?: ReactNode;
  /** A refused message that its author wants to change. */
  returned: OutgoingMessage | null;
  onReturnedTaken: () => void;
  /** Resolves once the message is stored and cannot be lost. */
  onSend: (text: string) => Promise<void>;
};

/** The composer. Text and files that are not sent stay in the draft. */
export function Composer({ room, label: given, children, returned, onReturnedTaken, onSend }: Composer) {
  const t = useTranslations("composer");
  const { actions: acts, timeline } = useCurrentRoom();
  const input = acts.composer;
  const message = useComposer(timeline);
  const sending = useSending({ room, message, input, onSend });
  const { commands } = sending;
  const [isPreviewing, preview] = useState(false);
  const name = useRoomName()(room);
  const label = given ?? t("label", { room: name, kind: room.kind });
  useFocusOnEntry(input);
  useReturned({ returned, onReturnedTaken, giveBack: message.giveBack });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.submit();
      }}
      className="@container isolate mb-1 flex flex-none flex-col rounded-3 border border-line-strong bg-raised focus-within:border-focus max-md:mx-3 md:column-box"
    >
      <ReplyBarIfAny />
      <ComposerNotices room={room} text={message.text} sending={sending} />
      <DraftFiles room={room} timeline={timeline} />
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
          onSend={sending.submit}
          onKey={(event) => handleKey(event, message.text, acts)}
          hasCommands
        />
      </div>
      {children}
      <ComposerBar
        timeline={timeline}
        input={input}
        left={message.left}
        isSendable={message.isSendable}
        isPreviewing={isPreviewing}
        onPreview={preview}
      />
      <Dialogs room={room} sending={sending} />
    </form>
  );
}

type Dialogs = { room: MyRoomView; sending: ReturnType<typeof useSending> };

function Dialogs({ room, sending }: Dialogs) {
  const t = useTranslations();
  const { commands, isAsking, askedCount, confirm, cancel } = sending;
  return (
    <>
      <Dialog title={t("callEveryone.title")} isOpen={isAsking} onOpenChange={cancel}>
        <CallEveryone count={askedCount} onSend={confirm} onCancel={cancel} />
      </Dialog>
      <Dialog title={t("commands.title")} isOpen={commands.isListOpen} onOpenChange={commands.openList}>
        <CommandList room={room} />
      </Dialog>
    </>
  );
}

/** Handles the keys that lead from the field to the messages above it. True if the key was one of them. */
function handleKey(event: KeyboardEvent, text: string, acts: MessageActions): boolean {
  if (isBackFromField(event) && focusLastSeen(acts.list.current)) {
    event.preventDefault();
    return true;
  }
  const key =
    text === "" ? LAST_KEYS.find((id) => isChord(EARLY_SHORTCUTS[id], event, isAppleKeyboard())) : undefined;
  if (!key) return false;
  event.preventDefault();
  void import("@/lib/client/actions/perform-action").then((of) => of[key](acts)).catch(() => {});
  return true;
}

type Returned = Pick<Composer, "returned" | "onReturnedTaken"> & {
  giveBack: (message: OutgoingMessage) => void;
};

/** Puts a refused message, which its author wants to change, back into the field. */
function useReturned({ returned, onReturnedTaken, giveBack }: Returned) {
  const acts = useMessageActions();
  useEffect(() => {
    if (returned === null) return;
    giveBack(returned);
    onReturnedTaken();
    acts.focusComposer();
  }, [returned, onReturnedTaken, giveBack, acts]);
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
