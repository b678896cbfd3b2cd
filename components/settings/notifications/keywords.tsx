"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Select } from "@/components/ui/fields/select";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { NotificationSettingsView } from "@/lib/shared/views";

type KeywordsProps = {
  keywords: readonly string[];
  ownName: NotificationSettingsView["ownName"];
  onChange: (wish: Partial<NotificationSettingsView>) => Promise<void>;
};

const OWN_NAME = ["off", "any", "exact"] as const;

/** My keywords as chips, each of which can be removed, and a field for one more. */
export function Keywords({ keywords, ownName, onChange }: KeywordsProps) {
  const t = useTranslations("keywords");
  const field = useRef<HTMLInputElement>(null);
  const [word, write] = useState("");

  function add(event: FormEvent) {
    event.preventDefault();
    const added = word.trim();
    if (added === "") return;
    write("");
    const others = keywords.filter((one) => one.toLowerCase() !== added.toLowerCase());
    void onChange({ keywords: [...others, added] });
  }

  function remove(gone: string) {
    field.current?.focus();
    void onChange({ keywords: keywords.filter((one) => one !== gone) });
  }

  return (
    <div className="flex flex-col gap-3">
      <form onSubmit={add} className="flex flex-wrap items-center gap-2">
        <ul aria-label={t("list")} className="contents">
          {keywords.map((one) => (
            <Chip key={one} word={one} onRemove={() => remove(one)} />
          ))}
        </ul>
        {keywords.length < BROWSER_LIMITS.keywords && (
          <input
            ref={field}
            aria-label={t("add")}
            placeholder={t("placeholder")}
            value={word}
            maxLength={BROWSER_LIMITS.keywordLength}
            onChange={({ target }) => write(target.value)}
            className="h-7 w-40 min-w-0 bg-transparent text-small outline-none placeholder:text-ink-3 focus-visible:border-b focus-visible:border-accent phone:h-11 phone:text-body"
          />
        )}
      </form>
      <OwnName ownName={ownName} onChange={onChange} />
    </div>
  );
}

function Chip({ word, onRemove }: { word: string; onRemove: () => void }) {
  const t = useTranslations("keywords");

  return (
    <li className="inline-flex h-7 max-w-full items-center gap-1 rounded-pill border border-line-strong ps-3 pe-1 text-small">
      <span className="truncate">{word}</span>
      <button
        type="button"
        aria-label={t("remove", { word })}
        title={t("remove", { word })}
        onClick={onRemove}
        className="relative grid size-5 flex-none place-items-center rounded-pill text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:before:absolute pointer-coarse:before:-inset-3"
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  );
}

function OwnName({ ownName, onChange }: Omit<KeywordsProps, "keywords">) {
  const t = useTranslations("keywords");

  return (
    <p className="flex flex-wrap items-center gap-x-2 text-small">
      {t("ownName")}
      <Select
        aria-label={t("ownName")}
        look="filter"
        value={ownName}
        options={OWN_NAME.map((value) => ({ value, label: t(`own.${value}`) }))}
        onChoose={(value) => void onChange({ ownName: value as KeywordsProps["ownName"] })}
      />
    </p>
  );
}
