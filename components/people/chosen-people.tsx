"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { UserView } from "@/lib/shared/views";

/** A person as far as their choice is shown. */
export type ChosenPerson = Pick<UserView, "id" | "displayName">;

/** The chosen people, each with a button to remove them. */
export function ChosenPeople<One extends ChosenPerson>({
  people,
  onRemove,
}: {
  people: readonly One[];
  onRemove: (user: One) => void;
}) {
  const t = useTranslations("picker");
  if (people.length === 0) return null;

  return (
    <ul aria-label={t("chosen")} className="flex max-h-24 flex-wrap gap-1.5 overflow-y-auto">
      {people.map((user) => (
        <li key={user.id} className="max-w-full">
          <button
            type="button"
            aria-label={t("remove", { name: user.displayName })}
            onClick={() => onRemove(user)}
            className="flex max-w-full items-center gap-1 rounded-pill bg-accent-soft py-0.5 pr-1.5 pl-2.5 text-small hover:brightness-95"
          >
            <span className="truncate">{user.displayName}</span>
            <X size={14} aria-hidden className="flex-none text-ink-2" />
          </button>
        </li>
      ))}
    </ul>
  );
}
