"use client";

import Check from "lucide-react/icons/check";
import Clock from "lucide-react/icons/clock";
import X from "lucide-react/icons/x";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { type OwnSettings, useOwnSettings } from "@/components/room/menu/use-own-settings";
import { Button, buttonLook } from "@/components/ui/button";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { isForever, muteEnd } from "@/lib/client/rooms/mute";
import { useStore } from "@/lib/client/state/use-store";
import { useWhen } from "@/lib/client/time/reader-locale";
import type { MessageNotificationView, MessageView, MyRoomView } from "@/lib/shared/views";
import { WhereItWent } from "./where-it-went";

type Step = MessageNotificationView["steps"][number];

/** Rules that are worth a line only when they stopped the message. */
const OBVIOUS = ["author", "deleted", "member", "read"];

const MARKS = {
  passed: { Icon: Check, look: "text-accent" },
  stopped: { Icon: X, look: "text-danger" },
  held: { Icon: Clock, look: "text-ink-2" },
} as const;

type WhyNotifiedProps = { message: MessageView; onTitle: (title: string) => void };

/** Says why the reader was, or was not, notified of a message: the rules in order, and where it went. */
export default function WhyNotified({ message, onTitle }: WhyNotifiedProps) {
  const t = useTranslations("why");
  const answer = useGet(addressOf("GET /messages/{message}/notification", { message: message.id }));
  const isStopped = answer?.steps.at(-1)?.outcome === "stopped";
  const isWithheld = isStopped || (answer?.deliveries.length ?? 0) > 0;
  const isDenied = answer ? !answer.wasNotified && isWithheld : false;

  useEffect(() => {
    if (isDenied) onTitle(t("titleNot"));
  }, [isDenied, onTitle, t]);

  if (answer === undefined) return null;
  if (answer === null) return <p className="text-small text-danger">{t("failed")}</p>;
  const steps = answer.steps.filter(({ rule, outcome }) => outcome !== "passed" || !OBVIOUS.includes(rule));
  return (
    <div className="-mx-1 flex max-h-[70vh] flex-col gap-5 overflow-y-auto px-1">
      <p className="text-small">
        <span className="font-semibold">{t(answer.wasNotified ? "yes" : isDenied ? "no" : "wanted")}</span>{" "}
        <span className="text-ink-2">{t("now")}</span>
      </p>
      <ol aria-label={t("rules")} className="flex flex-col gap-3">
        {steps.map((step) => (
          <StepLine key={step.rule} step={step} />
        ))}
      </ol>
      <WhereItWent answer={answer} isWanted={!isStopped} />
      <Changes roomId={message.roomId} isDenied={isDenied} />
    </div>
  );
}

function StepLine({ step: { outcome, because, value = "" } }: { step: Step }) {
  const t = useTranslations("why");
  const until = useUntilWords();
  const { Icon, look } = MARKS[outcome];
  const values = { value, until: because === "muted" ? until(value) : "" };

  return (
    <li className="flex gap-3 text-small">
      <Icon size={16} aria-hidden className={`mt-0.5 flex-none ${look}`} />
      <span>
        <span className="sr-only">{t(`outcome.${outcome}`)}: </span>
        {t(`reason.${because as "muted"}`, values)}
      </span>
    </li>
  );
}

function useUntilWords(): (time: string) => string {
  const t = useTranslations("why");
  const when = useWhen();
  return (time) =>
    isForever(time)
      ? t("forever")
      : t("until", { time: when(time, { dateStyle: "medium", timeStyle: "short" }) });
}

/** Ways to change what was decided: fewer notifications where there was one, more where there was none. */
function Changes({ roomId, isDenied }: { roomId: string; isDenied: boolean }) {
  const room = useStore(useChat().workspace, ({ rooms }) => rooms[roomId]);
  return room ? <ChangesOf room={room} isDenied={isDenied} /> : null;
}

function ChangesOf({ room, isDenied }: { room: MyRoomView; isDenied: boolean }) {
  const t = useTranslations("why");
  const set = useOwnSettings(room);
  const acts = useMessageActions();
  const change = (name: "mentionsOnly" | "mute" | "allMessages" | "unmute", wish: OwnSettings) => (
    <Button
      look="quiet"
      size="small"
      onClick={() => {
        void set(wish);
        acts.close();
      }}
    >
      {t(name)}
    </Button>
  );

  return (
    <div className="flex flex-wrap gap-2">
      {isDenied ? (
        <>
          {room.mutedUntil !== null && change("unmute", { mutedUntil: null })}
          {room.notify !== "everything" && change("allMessages", { notify: "everything" })}
        </>
      ) : (
        <>
          {room.notify === "everything" && change("mentionsOnly", { notify: "mentions" })}
          {room.mutedUntil === null && change("mute", { mutedUntil: muteEnd("forever") })}
        </>
      )}
      <Link href="/settings/notifications" className={buttonLook({ look: "quiet", size: "small" })}>
        {t("settings")}
      </Link>
    </div>
  );
}
