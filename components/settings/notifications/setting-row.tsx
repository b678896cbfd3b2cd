import type { ReactNode } from "react";

/** A row of a list of settings: its name, an explanation, and its control at the end. */
export function SettingRow({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <li className="flex min-h-12 items-center gap-4 border-b border-line py-2 last:border-b-0">
      <span className="flex min-w-0 flex-1 flex-col">
        <span>{label}</span>
        {hint && <span className="text-tiny text-ink-2">{hint}</span>}
      </span>
      {children}
    </li>
  );
}
