"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { SelectField } from "@/components/ui/fields/select-field";
import type { LinkTerms } from "./use-invite-link";

const DAYS = [1, 7, 30, null] as const;
const PEOPLE = [1, 20, 100, null] as const;

type LinkTermsProps = { terms: LinkTerms; onChange: (terms: LinkTerms) => void };

/** The line that says how long a link works, with a way to change it. */
export function LinkTermsLine({ terms, onChange }: LinkTermsProps) {
  const t = useTranslations("inviting");
  const [isOpen, open] = useState(false);

  if (isOpen) return <TermFields terms={terms} onChange={onChange} />;
  return (
    <p className="text-tiny text-ink-2">
      {t("works", { days: terms.days ?? 0, people: terms.people ?? 0 })}{" "}
      <button type="button" className="font-semibold text-accent hover:underline" onClick={() => open(true)}>
        {t("change")}
      </button>
    </p>
  );
}

function TermFields({ terms, onChange }: LinkTermsProps) {
  const t = useTranslations("inviting");
  const fields = useRef<HTMLDivElement>(null);
  // The button that opened the fields is gone, and the focus with it.
  useEffect(() => fields.current?.querySelector("button")?.focus(), []);

  return (
    <div ref={fields} className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t("expires")}
          value={`${terms.days ?? ""}`}
          onChoose={(value) => onChange({ ...terms, days: Number(value) || null })}
          options={DAYS.map((days) => ({ value: `${days ?? ""}`, label: t("expiry", { days: days ?? 0 }) }))}
        />
        <SelectField
          label={t("maxUses")}
          value={`${terms.people ?? ""}`}
          onChoose={(value) => onChange({ ...terms, people: Number(value) || null })}
          options={PEOPLE.map((count) => ({
            value: `${count ?? ""}`,
            label: t("people", { count: count ?? 0 }),
          }))}
        />
      </div>
      <p className="text-tiny text-ink-3">{t("changeHint")}</p>
    </div>
  );
}
