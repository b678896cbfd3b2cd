"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useClock } from "@/lib/client/time/use-clock";
import type { MessageView } from "@/lib/shared/views";
import { MessageText } from "../text/message-text";

/** Earlier versions of a message, newest first, paginated. */
export default function HistoryList({ message }: { message: MessageView }) {
  const t = useTranslations("history");
  const clock = useClock();
  const path = addressOf("GET /messages/{message}/history", { message: message.id, limit: 20 });
  const { items, state, hasMore, loadMore, again } = usePages({ path });

  if (items.length === 0 && state === "loading") return null;
  if (items.length === 0 && state === "failed")
    return <p className="text-small text-danger">{t("failed")}</p>;
  if (items.length === 0) return <p className="text-small text-ink-3">{t("empty")}</p>;
  return (
    <ol className="-mx-1 flex max-h-[60vh] flex-col gap-3 overflow-y-auto px-1">
      <li>
        <h3 className="text-tiny font-semibold text-ink-3">{t("now")}</h3>
        <Version text={message.text} />
      </li>
      {items.map(({ text, writtenAt }) => (
        <li key={writtenAt} className="border-t border-line pt-2">
          <h3 className="text-tiny font-semibold text-ink-3">{clock.full(writtenAt)}</h3>
          <Version text={text} />
        </li>
      ))}
      {hasMore && (
        <li>
          {state === "failed" && <p className="text-small text-danger">{t("failed")}</p>}
          <Button look="quiet" size="small" onClick={state === "failed" ? again : loadMore}>
            {t("more")}
          </Button>
        </li>
      )}
    </ol>
  );
}

/** A text of the message; it may have been empty beside files. */
function Version({ text }: { text: string }) {
  const t = useTranslations("files");
  return text ? <MessageText text={text} /> : <p className="text-small text-ink-3">{t("noWords")}</p>;
}
