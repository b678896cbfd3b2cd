"use client";

import { useTranslations } from "next-intl";
import { type Emoji, inTone, TONES, type Tone } from "@/lib/client/emoji/emoji";

const HAND: Emoji = { emoji: "✋", names: "", hasTones: true };

/** The skin tone of all emoji of hands and people. */
export function TonePicker({ tone, onChoose }: { tone: Tone; onChoose: (tone: Tone) => void }) {
  const t = useTranslations("emoji");

  return (
    <select
      aria-label={t("tone")}
      title={t("tone")}
      value={tone}
      onChange={(event) => onChoose(Number(event.target.value) as Tone)}
      className="h-9 flex-none rounded-2 border border-line-strong bg-canvas px-1.5 text-body"
    >
      {TONES.map((each) => (
        <option key={each} value={each} aria-label={t(`tones.${each}`)}>
          {inTone(HAND, each)}
        </option>
      ))}
    </select>
  );
}
