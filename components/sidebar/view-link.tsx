"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { ROW } from "./room-row";

export type Links = { onGo?: (() => void) | undefined };

type ViewLinkProps = Links & {
  href: string;
  icon: LucideIcon;
  label: string;
  children?: ReactNode;
};

/** A link of the sidebar to a page of its own. */
export function ViewLink({ href, icon: Icon, label, onGo, children }: ViewLinkProps) {
  const pathname = usePathname();

  return (
    <Link
      href={href}
      {...(onGo && { onClick: onGo })}
      aria-current={pathname === href ? "page" : undefined}
      className={`${ROW} text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:text-ink`}
    >
      <Icon size={16} aria-hidden className="mx-0.5 flex-none text-ink-2" />
      <span className="truncate">{label}</span>
      {children}
    </Link>
  );
}
