"use client";

import { useTranslations } from "next-intl";

const LOOK =
  "h-10 min-w-0 rounded-2 border border-line-strong bg-raised px-2.5 text-ink outline-none focus:border-focus";

type Period = { from: string | undefined; to: string | undefined };

/** A range of days, both included. */
export function AuditPeriod({ from, to }: Period) {
  const t = useTranslations("audit");
  const ask = (event: { currentTarget: HTMLInputElement }) => event.currentTarget.form?.requestSubmit();

  return (
    <>
      <input
        type="date"
        name="from"
        aria-label={t("from")}
        defaultValue={from}
        onChange={ask}
        className={LOOK}
      />
      <input type="date" name="to" aria-label={t("to")} defaultValue={to} onChange={ask} className={LOOK} />
    </>
  );
}
