import Link from "next/link";
import type { ReactNode } from "react";

/** The title of a card that leads to a page of this workspace. */
export const CardLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="block truncate text-[0.875rem]/5 font-medium hover:underline">
    {children}
  </Link>
);
