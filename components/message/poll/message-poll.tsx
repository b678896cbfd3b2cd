"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useMayAct } from "@/lib/client/actions/use-may-act";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import type { NewPoll } from "@/lib/shared/live";
import type { MessageView, PollView } from "@/lib/shared/views";
import { PendingPoll } from "./pending-poll";
import { PollOption } from "./poll-option";
import { useIsOpen } from "./use-is-open";
import { useOwnVote } from "./use-own-vote";

const PollVoters = onDemand<{ messageId: string; poll: PollView }>(() => import("./poll-voters"));

type MessagePollProps =
  | { poll: NewPoll; message?: undefined }
  | { poll: MessageView["poll"]; message: MessageView };

type Shown = { message: MessageView; poll: PollView };

/** The poll of a message: its options with their votes, and the reader's own. */
export default function MessagePoll({ poll, message }: MessagePollProps) {
  if (!message) return <PendingPoll poll={poll} />;
  return poll && <Poll message={message} poll={poll} />;
}

function Poll({ message, poll }: Shown) {
  const t = useTranslations("poll");
  const isOpen = useIsOpen(poll);
  const { optionIds, vote } = useOwnVote(message.id);
  const mayVote = useMayAct("vote", message) && isOpen && optionIds !== null;
  const mayClose = useMayAct("close poll", message) && isOpen;
  const mine = optionIds ?? [];

  function toggle(id: number) {
    if (mine.includes(id)) void vote(mine.filter((one) => one !== id));
    else void vote(poll.isMultiple ? [...mine, id] : [id]);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div role="group" aria-label={t("label")} className="mt-1 max-w-120">
      <Facts poll={poll} isOpen={isOpen} />
      <ul className="flex flex-col gap-1">
        {poll.options.map((option) => (
          <PollOption
            key={option.id}
            option={option}
            voters={poll.voters}
            isMultiple={poll.isMultiple}
            isMine={mine.includes(option.id)}
            onVote={mayVote ? () => toggle(option.id) : null}
          />
        ))}
      </ul>
      <div className="-mx-2 flex min-h-8 flex-wrap items-center">
        <Voters message={message} poll={poll} />
        {mayVote && mine.length > 0 && (
          <Button look="bare" size="small" className="px-2!" onClick={() => void vote([])}>
            {t("withdraw")}
          </Button>
        )}
        {mayClose && <ClosePoll message={message} />}
      </div>
    </div>
  );
}

/** The line above the options: how many may be chosen, and until when. */
function Facts({ poll, isOpen }: { poll: PollView; isOpen: boolean }) {
  const t = useTranslations("poll");
  const clock = useClock();
  const today = useToday(clock);
  const { closesAt, closedAt, isMultiple, isAnonymous } = poll;
  const end = isOpen ? closesAt : (closedAt ?? closesAt);
  const when = end && clock.stamp(end, today);
  const facts = [
    isOpen ? t(isMultiple ? "multiple" : "single") : when ? t("closedAt", { when }) : t("closed"),
    ...(isAnonymous ? [t("anonymous")] : []),
    ...(isOpen && when ? [t("closes", { when })] : []),
  ];

  return (
    <p
      title={isAnonymous ? t("anonymousHint") : undefined}
      className="flex min-h-6 flex-wrap items-center gap-x-1 text-tiny text-ink-3"
    >
      {facts.map((fact, index) => (
        <span key={fact}>
          {index > 0 && "· "}
          {fact}
        </span>
      ))}
    </p>
  );
}

/** The number of voters; where the poll is not anonymous, a press shows who they are. */
function Voters({ message, poll }: Shown) {
  const t = useTranslations("poll");
  const [isShown, show] = useState(false);
  const count = t("voters", { count: poll.voters });
  if (poll.isAnonymous || poll.voters === 0)
    return <span className="px-2 text-small text-ink-3">{count}</span>;
  return (
    <>
      <Button look="bare" size="small" title={t("whoHint")} className="px-2!" onClick={() => show(true)}>
        {count}
      </Button>
      <Dialog title={t("who")} isOpen={isShown} onOpenChange={show}>
        <PollVoters messageId={message.id} poll={poll} />
      </Dialog>
    </>
  );
}

function ClosePoll({ message }: { message: MessageView }) {
  const t = useTranslations("poll");
  const acts = useMessageActions();
  const [isAsking, ask] = useState(false);

  async function close() {
    const answer = await acts.chat.call("close_poll", { messageId: message.id });
    acts.sayFailure(answer);
    ask(false);
  }

  return (
    <>
      <Button look="bare" size="small" className="px-2!" onClick={() => ask(true)}>
        {t("close")}
      </Button>
      <Dialog title={t("closeTitle")} isOpen={isAsking} onOpenChange={ask}>
        <p className="text-small text-ink-2">{t("closeText")}</p>
        <div className="mt-4 flex justify-end gap-2">
          <Button look="quiet" onClick={() => ask(false)}>
            {t("cancel")}
          </Button>
          <Button onClick={() => void close()}>{t("close")}</Button>
        </div>
      </Dialog>
    </>
  );
}
