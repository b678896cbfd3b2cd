"use client";

import { useState } from "react";
import { TONES, type Tone } from "@/lib/shared/emoji/emoji";

const KEY = "parley.tone";

/** The skin tone chosen in this browser. */
export function useTone() {
  const [tone, setTone] = useState<Tone>(readTone);

  function chooseTone(to: Tone) {
    setTone(to);
    try {
      localStorage.setItem(KEY, String(to));
    } catch {
      // Storage may be forbidden. The choice then lasts as long as the picker is open.
    }
  }
  return { tone, chooseTone };
}

function readTone(): Tone {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return TONES.find((tone) => tone === kept) ?? 0;
  } catch {
    return 0;
  }
}
