"use client";

import { useTranslations } from "next-intl";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import type { MessageView } from "@/lib/shared/views";
import { UserLine } from "./user-line";

const PARTS = { read: "read", delivered: "reached", waiting: "waiting" } as const;

/** The members who have read a message, received it, or wait for it. */
export default function ReceiptsList({ message }: { message: MessageView }) {
  const t = useTranslations("receipts");
  const answer = useGet(addressOf("GET /messages/{message}/receipts", { message: message.id }));

  if (answer === undefined) return null;
  if (answer === null) return <p className="text-small text-danger">{t("failed")}</p>;
  return (
    <div className="-mx-1 flex max-h-[60vh] flex-col gap-4 overflow-y-auto px-1">
      {(Object.keys(PARTS) as (keyof typeof PARTS)[])
        .filter((part) => part === "read" || answer.counts[part] > 0)
        .map((part) => (
          <section key={part}>
            <h3 className="mb-1 text-tiny font-semibold text-ink-3">
              {t(PARTS[part])} <span className="font-normal">{answer.counts[part]}</span>
            </h3>
            {answer.counts[part] === 0 && <p className="text-small text-ink-3">{t("nobody")}</p>}
            <ul>
              {answer[part].map((user) => (
                <UserLine key={user.id} user={user} />
              ))}
            </ul>
            {answer.counts[part] > answer[part].length && (
              <p className="text-small text-ink-3">
                {t("others", { count: answer.counts[part] - answer[part].length })}
              </p>
            )}
          </section>
        ))}
    </div>
  );
}
