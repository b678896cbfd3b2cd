"use client";

import { clsx } from "clsx";
import ArrowLeft from "lucide-react/icons/arrow-left";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** A page of a settings area. `isExact` keeps it unmarked on the pages under its address; `count` is of what it lists. */
type DeskPage = { href: string; label: string; count?: string | undefined; isExact?: boolean };

type DeskLinks = { pages: readonly DeskPage[]; back: string };

const LINK = "flex h-8 flex-none items-center gap-2 rounded-row px-2.5 text-body whitespace-nowrap";

/** The navigation of a settings area, with the current page marked and a link back to the chat. */
export function DeskLinks({ pages, back }: DeskLinks) {
  const pathname = usePathname();
  const here = useRef<HTMLAnchorElement>(null);

  // In a horizontal row the current page may be out of view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another name.
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);

  return (
    <div className="flex gap-1 overflow-x-auto md:flex-1 md:flex-col md:gap-px">
      {pages.map(({ href, label, count, isExact = false }) => {
        const isHere = pathname === href || (!isExact && pathname.startsWith(`${href}/`));
        return (
          <Link
            key={href}
            href={href}
            ref={isHere ? here : undefined}
            aria-current={isHere ? "page" : undefined}
            className={clsx(LINK, isHere ? "bg-selected font-medium text-ink" : "text-ink-2 hover:bg-hover")}
          >
            {label}
            {count && (
              <span aria-hidden className="ml-auto text-small text-ink-3 tabular-nums max-md:hidden">
                {count}
              </span>
            )}
          </Link>
        );
      })}
      <Link
        href="/"
        title={back}
        className={clsx(
          LINK,
          "order-first text-ink-2 hover:bg-hover max-md:sticky max-md:left-0 max-md:bg-sidebar md:order-last md:mt-3",
        )}
      >
        <ArrowLeft size={15} aria-hidden />
        <span className="max-md:sr-only">{back}</span>
      </Link>
    </div>
  );
}
