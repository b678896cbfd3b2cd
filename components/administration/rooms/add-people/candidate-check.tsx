"use client";

import { useTranslations } from "next-intl";
import { Check } from "@/components/ui/fields/check";
import type { Candidate } from "./find-candidates";

/** The people chosen for a room, and the handlers that change them. */
export type Choosing = {
  room: string;
  has: (one: Candidate) => boolean;
  onChoose: (people: Candidate[]) => void;
  onDrop: (one: Candidate) => void;
};

/** A checkbox for one person; disabled with a reason if they cannot be added. */
export function CandidateCheck({ one, has, onChoose, onDrop }: Choosing & { one: Candidate }) {
  const t = useTranslations("addMembers");

  return (
    <Check
      label={one.name}
      hint={one.bar ? `${one.hint} · ${t(one.bar)}` : one.hint}
      disabled={one.bar !== null}
      checked={one.bar === "isMember" || has(one)}
      onChange={(event) => (event.currentTarget.checked ? onChoose([one]) : onDrop(one))}
    />
  );
}
