"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { useChat } from "@/lib/client/chat/chat-context";
import { useAlsoInRoom } from "@/lib/client/threads/also-in-room";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { OptionFields } from "./option-fields";
import { endOf, PollEnd, type PollEndChoice } from "./poll-end";
import { useNewPoll } from "./use-new-poll";

type PollFormProps = { timeline: TimelineKey; question: string; onClose: () => void };

/** Asks a question with options in a room or a thread. The poll is sent like a message, also without a connection. */
export default function PollForm({ timeline, question, onClose }: PollFormProps) {
  const t = useTranslations("poll.new");
  const chat = useChat();
  const [alsoInRoom, chooseAlsoInRoom] = useAlsoInRoom();
  const poll = useNewPoll(question);
  const [isMultiple, setMultiple] = useState(false);
  const [isAnonymous, setAnonymous] = useState(false);
  const [end, chooseEnd] = useState<PollEndChoice>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    const options = poll.check();
    if (!options) return;
    const closesAt = endOf(end)?.toISOString() ?? null;
    if (chat.feedOf(timeline)?.get().hasNewer) chat.jumpToNewest(timeline);
    const asked = { options, isMultiple, isAnonymous, closesAt };
    void chat.ownMessages.send(timeline, poll.question.trim(), { poll: asked, alsoInRoom });
    chooseAlsoInRoom(false);
    onClose();
  }

  return (
    <form ref={poll.form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label={t("question")}
        value={poll.question}
        onChange={({ target }) => poll.ask(target.value)}
        maxLength={BROWSER_LIMITS.messageLength}
        autoComplete="off"
        dir="auto"
        error={poll.problem?.field === "question" ? t(poll.problem.word) : null}
        autoFocus
      />
      <OptionFields poll={poll} />
      <div>
        <Check label={t("multiple")} checked={isMultiple} onChange={() => setMultiple(!isMultiple)} />
        <Check
          label={t("anonymous")}
          hint={t("anonymousHint")}
          checked={isAnonymous}
          onChange={() => setAnonymous(!isAnonymous)}
        />
      </div>
      <PollEnd choice={end} onChoose={chooseEnd} />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button type="submit">{t("send")}</Button>
      </div>
    </form>
  );
}
