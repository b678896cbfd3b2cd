"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useMayAct } from "@/lib/client/actions/use-may-act";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import { refusalOf } from "@/lib/client/connection/outcome";
import { useStore } from "@/lib/client/state/use-store";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { isDone } from "@/lib/shared/markdown/is-done";
import { displayText } from "@/lib/shared/text/shown";
import type { CheckView, MessageView } from "@/lib/shared/views";

type Chat = NonNullable<ReturnType<typeof useReaderIfAny>>["chat"];
type Item = { item: number; label: string; isTyped: boolean };

/** An item of a text: its place, if it can be checked, its words, and whether it was typed as done. */
export type TaskBoxProps = {
  item: number | undefined;
  label: string;
  isTyped: boolean;
  /** The message around it; null for a text that was not sent. */
  message: Partial<MessageView> | null;
};

/** The box of a checklist's item: of a message, members who may write there check it. */
export default function TaskBox({ item, label: given, isTyped, message }: TaskBoxProps) {
  const chat = useReaderIfAny()?.chat;
  const label = displayText(given.trim());
  if (!item || !chat || !isWhole(message)) return <Box label={label} isChecked={isTyped} />;
  return <SharedBox item={{ item, label, isTyped }} message={message} chat={chat} />;
}

const isWhole = (message: TaskBoxProps["message"]): message is MessageView =>
  message?.checks !== undefined && message.id !== undefined;

/** The box of an item that people share. It shows a press before the server has it. */
function SharedBox({ item, message, chat }: { item: Item; message: MessageView; chat: Chat }) {
  const [wished, wish] = useState<boolean | null>(null);
  const check = message.checks.find((one) => one.item === item.item);
  const isChecked = wished ?? isDone(item.item, item.isTyped, message.checks);
  const title = useWho(chat, check);
  const may = useMayAct("check", message);

  async function set(checked: boolean) {
    wish(checked);
    const { id: messageId, editedAt } = message;
    const answer = await chat.call("check", { messageId, item: item.item, checked, editedAt });
    if (!answer.ok) chat.refused.dispatch(refusalOf(answer));
    wish(null);
  }

  return (
    <Box
      label={item.label}
      isChecked={isChecked}
      title={title}
      onCheck={may ? (checked) => void set(checked) : undefined}
    />
  );
}

/** Says who checked or unchecked an item, and when. */
function useWho({ people, account }: Chat, check: CheckView | undefined): string | undefined {
  const t = useTranslations("checklist");
  const clock = useClock();
  const today = useToday(clock);
  useStore(people.store);
  const userId = check?.userId;
  const isMine = userId === account.id;
  const person = userId === undefined || isMine ? account : people.find(userId);

  useEffect(() => {
    if (userId !== undefined && !isMine && !person) void people.load(userId);
  }, [userId, isMine, person, people]);

  if (!check || !person) return undefined;
  const name = displayText(person.displayName);
  return t(check.checked ? "checked" : "unchecked", { name, when: clock.stamp(check.at, today) });
}

type BoxProps = {
  label: string;
  isChecked: boolean;
  title?: string | undefined;
  onCheck?: ((checked: boolean) => void) | undefined;
};

const Box = ({ label, isChecked, title, onCheck }: BoxProps) => (
  <input
    type="checkbox"
    checked={isChecked}
    readOnly={!onCheck}
    disabled={!onCheck}
    aria-label={label}
    title={title}
    onChange={(event) => onCheck?.(event.currentTarget.checked)}
    className="mt-1 size-4 flex-none accent-accent enabled:cursor-pointer"
  />
);
