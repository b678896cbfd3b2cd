import type { ReactNode } from "react";

/** A list of named facts. Unknown ones are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 pt-1 text-small">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className="flex min-w-0 gap-1.5">
            <dt className="flex-none text-ink-3">{name}:</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
