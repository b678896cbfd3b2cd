"use client";

import { useTranslations } from "next-intl";
import { STATUS_PRESETS } from "./presets";

export type Preset = { emoji: string; text: string; end: (typeof STATUS_PRESETS)[number]["end"] };

/** Statuses that a press sets. */
export function StatusPresets({ onChoose }: { onChoose: (preset: Preset) => void }) {
  const t = useTranslations("presence");

  return (
    <ul aria-label={t("presets")} className="flex flex-col">
      {STATUS_PRESETS.map(({ name, emoji, end }) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onChoose({ emoji, text: t(`preset.${name}`), end })}
            className="flex h-8 w-full items-center gap-3 rounded-row px-2 text-left text-small hover:bg-hover pointer-coarse:h-11"
          >
            <span aria-hidden className="w-5 flex-none text-center">
              {emoji}
            </span>
            <span className="flex-1 truncate">{t(`preset.${name}`)}</span>
            <span className="flex-none text-tiny text-ink-3">{t(end ? `for.${end}` : "for.pick")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
