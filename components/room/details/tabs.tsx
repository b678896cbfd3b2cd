"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

type Tab = { value: string; label: string; content: ReactNode };

type Tabs = { label: string; tabs: readonly Tab[]; value: string; onChange: (value: string) => void };

/** A tab list with its panels. */
export function Tabs({ label, tabs, value, onChange }: Tabs) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
      <Radix.List aria-label={label} className="flex flex-none gap-0.5 overflow-x-auto px-2.5 py-2">
        {tabs.map(({ value, label }) => (
          <Radix.Trigger
            key={value}
            value={value}
            className="flex-none rounded-row px-2 py-1 text-small font-medium text-ink-3 hover:bg-hover data-[state=active]:bg-hover data-[state=active]:text-ink"
          >
            {label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ value, content }) => (
        <Radix.Content key={value} value={value} className="flex min-h-0 flex-1 flex-col outline-none">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
