"use client";

import Search from "lucide-react/icons/search";
import Form from "next/form";
import { type ReactNode, useEffect, useRef } from "react";
import { Select } from "@/components/ui/fields/select";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

type Choice = { name: string; label: string; value: string; options: { value: string; label: string }[] };

type Filters = {
  path: string;
  search: string;
  q: string | undefined;
  choices: Choice[];
  children?: ReactNode;
};

const PAUSE_MS = 300;

/** Filters a list on input; without a script, on Enter. */
export function Filters({ path, search, q, choices, children }: Filters) {
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function askSoon(pause: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form.current?.requestSubmit(), pause);
  }

  return (
    <Form
      ref={form}
      action={path}
      replace
      scroll={false}
      role="search"
      className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1"
    >
      <div className="relative w-full md:mr-1 md:w-80">
        <Search size={16} aria-hidden className="absolute top-2 left-3 pointer-coarse:top-3.5 text-ink-3" />
        <input
          type="search"
          name="q"
          defaultValue={q}
          onChange={() => askSoon(PAUSE_MS)}
          aria-label={search}
          placeholder={search}
          autoComplete="off"
          maxLength={BROWSER_LIMITS.searchLength}
          className="h-8 w-full rounded-2 border border-line-strong bg-raised pr-3 pl-9 outline-none focus:border-focus pointer-coarse:h-11"
        />
      </div>
      {choices.map(({ name, label, value, options }) => (
        <Select
          key={name}
          name={name}
          look="filter"
          aria-label={label}
          defaultValue={value}
          options={options}
          onChoose={() => askSoon(0)}
        />
      ))}
      {children}
    </Form>
  );
}
