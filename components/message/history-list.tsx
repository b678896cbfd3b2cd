"use client";

import { useTranslations } from "next-intl";
import { useAnswer } from "@/lib/client/use-answer";
import { useClock } from "@/lib/client/use-clock";
import type { MessageView, RevisionView } from "@/lib/shared/views";
import { MessageText } from "./message-text";

/** What a message said before, the newest first. */
export default function HistoryList({ message }: { message: MessageView }) {
  const t = useTranslations("history");
  const clock = useClock();
  const answer = useAnswer<{ items: RevisionView[] }>(`/api/v1/messages/${message.id}/history`);

  if (answer === undefined) return null;
  if (answer === null) return <p className="text-small text-danger">{t("failed")}</p>;
  if (answer.items.length === 0) return <p className="text-small text-ink-3">{t("empty")}</p>;
  return (
    <ol className="-mx-1 flex max-h-[60vh] flex-col gap-3 overflow-y-auto px-1">
      <li>
        <h3 className="text-tiny font-semibold text-ink-3">{t("now")}</h3>
        <MessageText text={message.text} />
      </li>
      {answer.items.toReversed().map(({ text, writtenAt }) => (
        <li key={writtenAt} className="border-t border-line pt-2">
          <h3 className="text-tiny font-semibold text-ink-3">{clock.full(writtenAt)}</h3>
          <MessageText text={text} />
        </li>
      ))}
    </ol>
  );
}
