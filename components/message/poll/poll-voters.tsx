"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { displayText } from "@/lib/shared/text/shown";
import type { PollView } from "@/lib/shared/views";
import { UserLine } from "../actions/user-line";

/** The people behind each option that has votes. */
export default function PollVoters({ messageId, poll }: { messageId: string; poll: PollView }) {
  const t = useTranslations("poll");

  return (
    <div className="-mx-1 flex max-h-[60vh] flex-col gap-4 overflow-y-auto px-1">
      {poll.options
        .filter(({ votes }) => votes > 0)
        .map(({ id, text, votes }) => (
          <section key={id} aria-label={displayText(text)}>
            <h3 className="mb-1 flex gap-2 text-small font-semibold">
              <span dir="auto" className="min-w-0 wrap-anywhere">
                {displayText(text)}
              </span>
              <span className="flex-none font-normal text-ink-3">{t("votes", { count: votes })}</span>
            </h3>
            <VotersOf messageId={messageId} option={id} version={votes} />
          </section>
        ))}
    </div>
  );
}

type Voters = { messageId: string; option: number; version: number };

function VotersOf({ messageId, option, version }: Voters) {
  const t = useTranslations("poll");
  const { items, state, hasMore, loadMore } = usePages({
    path: addressOf("GET /messages/{message}/poll/options/{option}/voters", { message: messageId, option }),
    version,
  });

  return (
    <>
      <ul>
        {items.map((user) => (
          <UserLine key={user.id} user={user} />
        ))}
      </ul>
      {state === "failed" && <p className="text-small text-danger">{t("failed")}</p>}
      {hasMore && (
        <Button look="quiet" size="small" onClick={loadMore}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
