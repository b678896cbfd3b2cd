"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonLook } from "@/components/ui/button";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useMayAct } from "@/lib/client/actions/use-may-act";
import { addressOf, call } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MessageView } from "@/lib/shared/views";
import { UserLine } from "../actions/user-line";

type Shown = { message: MessageView; waiting: number };

/** The people who have not confirmed a message, with a way to remind them, and those who have. */
export default function ConfirmationPeople({ message, waiting }: Shown) {
  const t = useTranslations("confirm");
  const confirmed = message.confirmation?.confirmed ?? 0;

  return (
    <div className="flex flex-col gap-4">
      <div className="-mx-1 flex max-h-[50vh] flex-col gap-4 overflow-y-auto px-1">
        <section aria-label={t("waiting")}>
          <Title name={t("waiting")} count={waiting} />
          {waiting === 0 && <p className="text-small text-ink-3">{t("everyone")}</p>}
          <PeopleOf message={message} state="waiting" version={`${confirmed} ${waiting}`} />
        </section>
        <section aria-label={t("done")}>
          <Title name={t("done")} count={confirmed} />
          {confirmed === 0 && <p className="text-small text-ink-3">{t("nobody")}</p>}
          <PeopleOf message={message} state="confirmed" version={`${confirmed} ${waiting}`} />
        </section>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <a
          href={addressOf("GET /messages/{message}/confirmations.csv", { message: message.id })}
          download
          className={buttonLook({ look: "quiet" })}
        >
          {t("csv")}
        </a>
        <Remind message={message} waiting={waiting} />
      </div>
    </div>
  );
}

function Title({ name, count }: { name: string; count: number }) {
  return (
    <h3 className="mb-1 text-tiny font-semibold text-ink-3">
      {name} <span className="font-normal">{count}</span>
    </h3>
  );
}

function PeopleOf({
  message,
  state,
  version,
}: {
  message: MessageView;
  state: "confirmed" | "waiting";
  version: string;
}) {
  const t = useTranslations("confirm");
  const clock = useClock();
  const today = useToday(clock);
  const pages = usePages({
    path: addressOf("GET /messages/{message}/confirmations", { message: message.id, state }),
    version,
  });

  return (
    <>
      <ul>
        {pages.items.map(({ user, confirmedAt }) => (
          <UserLine key={user.id} user={user}>
            {confirmedAt && (
              <span className="ms-auto flex-none text-tiny text-ink-3">
                {clock.stamp(confirmedAt, today)}
              </span>
            )}
          </UserLine>
        ))}
      </ul>
      {pages.state === "failed" && <p className="text-small text-danger">{t("failed")}</p>}
      {pages.hasMore && (
        <Button look="quiet" size="small" onClick={pages.loadMore}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** Reminds those who have not confirmed, once in a while. */
function Remind({ message, waiting }: Shown) {
  const t = useTranslations("confirm");
  const acts = useMessageActions();
  const clock = useClock();
  const today = useToday(clock);
  const [reminded, note] = useState<number | null>(null);
  const [isGoing, setGoing] = useState(false);
  const remindedAt = message.confirmation?.remindedAt ?? null;
  const isSoon =
    remindedAt !== null && Date.parse(remindedAt) + BROWSER_LIMITS.confirmRemindMinutes * 60_000 > Date.now();
  const mayRemind = useMayAct("remind to confirm", message);
  if (!mayRemind) return null;

  async function remind() {
    setGoing(true);
    const answer = await call("POST /messages/{message}/confirmations/remind", { message: message.id });
    setGoing(false);
    if (answer.ok) note(answer.data.reminded);
    else acts.sayFailure(answer);
  }

  return (
    <>
      <Button disabled={waiting === 0 || isSoon || isGoing} onClick={() => void remind()}>
        {t("remind")}
      </Button>
      <p role="status" className="basis-full text-right text-tiny text-ink-3 empty:hidden">
        {reminded !== null
          ? t("reminded", { count: reminded })
          : isSoon && t("remindedAt", { when: clock.stamp(remindedAt, today) })}
      </p>
    </>
  );
}
