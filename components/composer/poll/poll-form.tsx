"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PollQuestion } from "@/components/sidebar/dialogs/question";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { useChat } from "@/lib/client/chat/chat-context";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { OptionFields } from "./option-fields";
import { choiceOf, endOf, PollEnd } from "./poll-end";
import { useNewPoll } from "./use-new-poll";

type PollFormProps = { asked: PollQuestion; onClose: () => void };

/** Asks a question with options in a room or a thread. The poll is sent like a message, also without a connection. */
export default function PollForm({ asked, onClose }: PollFormProps) {
  const t = useTranslations("poll.new");
  const chat = useChat();
  const { timeline, given, alsoInRoom, onSent } = asked;
  const poll = useNewPoll(asked.question, given?.options);
  const [isMultiple, setMultiple] = useState(given?.isMultiple ?? false);
  const [isAnonymous, setAnonymous] = useState(given?.isAnonymous ?? false);
  const [end, chooseEnd] = useState(() => choiceOf(given?.closesAt ?? null));

  function submit(event: FormEvent) {
    event.preventDefault();
    const options = poll.check();
    if (!options) return;
    const closesAt = endOf(end)?.toISOString() ?? null;
    if (chat.feedOf(timeline)?.get().hasNewer) chat.jumpToNewest(timeline);
    const written = { options, isMultiple, isAnonymous, closesAt };
    void chat.ownMessages.send(timeline, poll.question.trim(), { poll: written, alsoInRoom });
    onSent?.();
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
