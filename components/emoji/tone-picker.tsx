"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/fields/select";
import { type Emoji, inTone, TONES, type Tone } from "@/lib/shared/emoji/emoji";

const HAND: Emoji = { emoji: "✋", names: "", hasTones: true };

/** The skin tone of all emoji of hands and people. */
export function TonePicker({ tone, onChoose }: { tone: Tone; onChoose: (tone: Tone) => void }) {
  const t = useTranslations("emoji");

  return (
    <Select
      aria-label={t("tone")}
      value={`${tone}`}
      onChoose={(chosen) => onChoose(Number(chosen) as Tone)}
      options={TONES.map((each) => ({
        value: `${each}`,
        label: t(`tones.${each}`),
        sign: inTone(HAND, each),
      }))}
    />
  );
}
