"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { AdminRoomView } from "@/lib/shared/views";

const PARTS = ["members", "settings", "history"] as const;

/** The tabs of a room's admin pages. */
export function RoomTabs({ room: { id, memberCount } }: { room: AdminRoomView }) {
  const t = useTranslations("adminRoom");
  const pathname = usePathname();

  return (
    <nav aria-label={t("parts")} className="mb-4 flex gap-4.5 overflow-x-auto border-b border-line">
      {PARTS.map((part) => {
        const href = part === "members" ? `/admin/rooms/${id}` : `/admin/rooms/${id}/${part}`;
        const isHere = decodeURIComponent(pathname.split("/")[4] ?? "members") === part;
        return (
          <Link
            key={part}
            href={href}
            aria-current={isHere ? "page" : undefined}
            className={clsx(
              "border-b-2 py-2 whitespace-nowrap",
              isHere ? "border-accent font-medium text-ink" : "border-transparent text-ink-3 hover:text-ink",
            )}
          >
            {t(part)}
            {part === "members" && <span className="tabular-nums"> {memberCount}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
