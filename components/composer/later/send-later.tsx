"use client";

import CheckCheck from "lucide-react/icons/check-check";
import ChevronDown from "lucide-react/icons/chevron-down";
import { useTranslations } from "next-intl";
import { type ComponentProps, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { Menu } from "@/components/ui/menus/menu";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { useMomentEntries } from "@/components/ui/moments/moment-entries";
import { MomentForm } from "@/components/ui/moments/moment-form";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useReader } from "@/lib/client/chat/chat-context";
import { keyWord } from "@/lib/client/shortcuts/key-names";
import { SHORTCUTS } from "@/lib/client/shortcuts/shortcuts";
import { useOwnZone } from "@/lib/client/time/use-own-zone";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import CallEveryone from "../calling/call-everyone";
import { useOtherMorning } from "./use-other-morning";
import { useSchedule } from "./use-schedule";
import { useSendGestures } from "./use-send-gestures";

/** The arrow beside Send: a menu of moments at which the message is sent instead. */
export default function SendLater({ timeline, isSendable }: { timeline: TimelineKey; isSendable: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, open] = useState(false);
  const [isPicking, pick] = useState(false);
  const t = useTranslations();
  const { schedule, askToConfirm, question, confirm, cancel } = useSchedule(timeline);
  const moments = useMomentEntries({
    locale: useReader().formatLocale,
    timeZone: useOwnZone(),
    other: useOtherMorning(roomOf(timeline), isOpen),
    onChoose: schedule,
    onPick: () => pick(true),
  });
  const entries = (): MenuEntry[] => [
    ...moments(),
    { kind: "line" },
    {
      kind: "action",
      icon: <CheckCheck size={16} aria-hidden />,
      label: t("confirm.send"),
      onSelect: askToConfirm,
    },
  ];
  useSendGestures(button, () => isSendable && open(true));

  return (
    <>
      <Menu
        isOpen={isOpen}
        onOpenChange={open}
        entries={entries}
        trigger={(opening) => <Arrow ref={button} disabled={!isSendable} {...opening} />}
      />
      <PickDialog isOpen={isPicking} onOpenChange={pick} onChoose={schedule} />
      <Dialog title={t("callEveryone.title")} isOpen={question !== null} onOpenChange={cancel}>
        <CallEveryone
          count={question?.count ?? 0}
          submit={t(question?.at === null ? "callEveryone.send" : "scheduled.schedule")}
          onSend={confirm}
          onCancel={cancel}
        />
      </Dialog>
    </>
  );
}

function Arrow(props: ComponentProps<"button">) {
  const t = useTranslations("scheduled");

  return (
    <button
      type="button"
      aria-label={t("sendLater")}
      title={`${t("sendLater")} (${keyWord(SHORTCUTS.sendLater.chords[0])})`}
      className="grid h-8 w-6 flex-none place-items-center rounded-2 text-ink-2 hover:bg-hover data-[state=open]:bg-hover disabled:text-ink-3 disabled:hover:bg-transparent phone:hidden"
      {...props}
    >
      <ChevronDown size={16} aria-hidden />
    </button>
  );
}

type PickDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (at: Date) => void;
};

function PickDialog({ isOpen, onOpenChange, onChoose }: PickDialogProps) {
  const t = useTranslations("scheduled");
  const acts = useMessageActions();
  const { formatLocale } = useReader();
  const timeZone = useOwnZone();
  const close = () => onOpenChange(false);

  return (
    <Dialog
      title={t("chooseTime")}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onClosed={() => acts.focusComposer()}
    >
      <MomentForm
        locale={formatLocale}
        timeZone={timeZone}
        days={BROWSER_LIMITS.scheduledDays - 1}
        submit={t("schedule")}
        onChoose={(at) => {
          close();
          onChoose(at);
        }}
        onCancel={close}
      />
    </Dialog>
  );
}
