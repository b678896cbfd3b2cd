"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";

type One = { id: string; name: string };

/** The number of people listed by name; longer lists show only their number. */
const SHOWN = 30;

/** The chosen people, each with a button to remove them. */
export function ChosenList({ chosen, onDrop }: { chosen: One[]; onDrop: (one: One) => void }) {
  const t = useTranslations("addMembers");
  if (chosen.length === 0) return null;
  const others = chosen.length - SHOWN;

  return (
    <ul aria-label={t("chosen")} className="flex flex-wrap gap-1.5">
      {chosen.slice(0, SHOWN).map((one) => (
        <li
          key={one.id}
          className="flex max-w-full items-center rounded-pill border border-line-strong bg-raised pl-2.5 text-small"
        >
          <span className="truncate">{one.name}</span>
          <button
            type="button"
            aria-label={t("drop", { name: one.name })}
            onClick={() => onDrop(one)}
            className="grid size-7 flex-none place-items-center rounded-pill text-ink-3 hover:text-ink"
          >
            <X size={14} aria-hidden />
          </button>
        </li>
      ))}
      {others > 0 && <li className="self-center text-small text-ink-2">{t("others", { count: others })}</li>}
    </ul>
  );
}
