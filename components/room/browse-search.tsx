"use client";

import Search from "lucide-react/icons/search";
import Form from "next/form";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const PAUSE_MS = 250;

/** Looks in the rooms' names while one types; without a script, on Enter. */
export function BrowseSearch({ q }: { q: string }) {
  const t = useTranslations("browse");
  const router = useRouter();
  const [typed, type] = useState(q);

  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => {
      router.replace(typed ? `/rooms?q=${encodeURIComponent(typed)}` : "/rooms", { scroll: false });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [router, typed, q]);

  return (
    <Form action="/rooms" role="search" className="relative">
      <Search size={16} aria-hidden className="absolute top-3 left-3 text-ink-3" />
      <input
        type="search"
        name="q"
        value={typed}
        onChange={(event) => type(event.target.value)}
        aria-label={t("search")}
        placeholder={t("search")}
        autoComplete="off"
        maxLength={100}
        className="h-10 w-full rounded-2 border border-line-strong bg-raised pr-3 pl-9 outline-none focus:border-focus focus:ring-3 focus:ring-focus/20"
      />
    </Form>
  );
}
