"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useState } from "react";
import { AutosizedTextarea } from "@/components/ui/autosized-textarea";
import { Dialog } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { callsEveryone } from "@/lib/client/calls";
import { useChat } from "@/lib/client/chat-context";
import { useActs } from "@/lib/client/room-acts-context";
import { lengthNear } from "@/lib/client/text-length";
import { useDraft } from "@/lib/client/use-draft";
import { useRoomName } from "@/lib/client/use-room-name";
import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView } from "@/lib/shared/views";
import { ReplyBar } from "./reply-bar";

const CallEveryone = onDemand(() => import("./call-everyone"));

/** Calling more people than that at once is asked about first. */
const MANY_PEOPLE = 20;

/** The counter shows itself this many characters before the end. */
const NEAR_END = 1_000;

type Composer = {
  room: MyRoomView;
  /** The text of a refused message that its author wants to change. */
  returned: string | null;
  onReturnedTaken: () => void;
  /** The answer is there once the message cannot be lost any more. */
  onSend: (text: string) => Promise<void>;
};

/** Where one types. Enter sends, Shift+Enter begins a line; what is not sent stays here until it is. */
export function Composer({ room, returned, onReturnedTaken, onSend }: Composer) {
  const t = useTranslations("composer");
  const tCall = useTranslations("callEveryone");
  const { around } = useChat();
  const acts = useActs();
  const [text, type, takeDraft] = useDraft(room.id);
  const [isAsking, ask] = useState(false);
  const input = acts.composer;
  const length = lengthNear(text, LIMITS.messageLength - NEAR_END);
  const isTooLong = length > LIMITS.messageLength;
  const isSendable = text.trim() !== "" && !isTooLong;
  const name = useRoomName()(room);

  useFocusOnEntry(input);
  useEffect(() => {
    if (returned === null) return;
    type((typed) => (typed.trim() === "" ? returned : `${typed.trimEnd()}\n${returned}`));
    onReturnedTaken();
    acts.focusComposer();
  }, [returned, onReturnedTaken, type, acts]);

  function send() {
    if (!isSendable) return;
    if (room.memberCount > MANY_PEOPLE && callsEveryone(text)) ask(true);
    else sendNow();
  }

  function sendNow() {
    ask(false);
    void takeDraft(text.trimEnd(), onSend(text.trimEnd()));
    around.typingSignal.stopped(room.id);
    input.current?.focus();
  }

  function change(value: string) {
    type(value);
    if (value.trim() === "") around.typingSignal.stopped(room.id);
    else around.typingSignal.typed(room.id);
  }

  function onKeyDown(event: KeyboardEvent) {
    // While a word is being composed (Chinese, Japanese, accents), its keys belong to the composition. 229: Safari.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      acts.editLast();
    }
    if (event.key === "Escape") acts.dropReply();
    if (event.key !== "Enter") return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="mx-3 mb-1 flex flex-none flex-col rounded-3 border border-line-strong bg-raised focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/20 md:mx-5"
    >
      <ReplyBar />
      <div className="flex items-end">
        <AutosizedTextarea
          ref={input}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          aria-label={t("label", { room: name })}
          aria-invalid={isTooLong || undefined}
          placeholder={t("label", { room: name })}
          enterKeyHint="send"
        />
        {length > LIMITS.messageLength - NEAR_END && (
          <p role="status" className={isTooLong ? "pb-3 text-tiny text-danger" : "pb-3 text-tiny text-ink-3"}>
            {t(isTooLong ? "tooLong" : "left", { count: Math.abs(LIMITS.messageLength - length) })}
          </p>
        )}
        <button
          type="submit"
          aria-label={t("send")}
          title={t("send")}
          disabled={!isSendable}
          className="m-1.5 grid size-8 flex-none place-items-center rounded-2 bg-accent text-accent-ink transition-opacity disabled:bg-hover disabled:text-ink-3"
        >
          <ArrowUp size={18} aria-hidden />
        </button>
      </div>
      <Dialog title={tCall("title")} isOpen={isAsking} onOpenChange={ask}>
        <CallEveryone count={room.memberCount - 1} onSend={sendNow} onCancel={() => ask(false)} />
      </Dialog>
    </form>
  );
}

/** One comes to a room to say something; but on a touch screen the keyboard would cover what one came to read. */
function useFocusOnEntry(input: { current: HTMLTextAreaElement | null }) {
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, [input]);
}
