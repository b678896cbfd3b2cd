"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const TABS = [
  { href: "/saved", name: "saved" },
  { href: "/reminders", name: "reminders" },
] as const;

type LaterTabsProps = {
  at: (typeof TABS)[number]["href"];
  /** A button at the end of the line. */
  children?: ReactNode;
};

/** Links between the lists of messages for later. */
export function LaterTabs({ at, children }: LaterTabsProps) {
  const t = useTranslations("views");

  return (
    <nav
      aria-label={t("later")}
      className="flex flex-none items-center gap-1 border-b border-line px-2 py-1.5 md:px-3"
    >
      {TABS.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === at ? "page" : undefined}
          className={clsx(
            "flex h-8 items-center rounded-row px-3 text-small pointer-coarse:h-11",
            href === at ? "bg-selected font-medium" : "text-ink-2 hover:bg-hover",
          )}
        >
          {t(name)}
        </Link>
      ))}
      {children && <span className="ml-auto">{children}</span>}
    </nav>
  );
}
