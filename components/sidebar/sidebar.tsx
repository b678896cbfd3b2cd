"use client";

import Compass from "lucide-react/icons/compass";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import { useRoomSections } from "@/lib/client/use-rooms";
import type { MyRoomView } from "@/lib/shared/views";
import { CreateRoom } from "./create-room";
import { PersonMenu } from "./person-menu";
import { ROW, RoomLink } from "./room-link";

type Sidebar = { workspace: string; theme: string; onGo?: () => void };

/** The workspace, one's rooms and oneself. */
export function Sidebar({ workspace, theme, onGo }: Sidebar) {
  const t = useTranslations("sidebar");
  const { rooms, direct } = useRoomSections();
  const isBrowsing = usePathname() === "/rooms";

  return (
    <>
      <div className="flex items-center gap-2.5 px-4 pt-3.5 pb-2.5 font-semibold tracking-tight">
        <Mark name={workspace} />
        <span className="truncate">{workspace}</span>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        <Section title={t("rooms")} rooms={rooms} onGo={onGo} action={<CreateRoom />} />
        <Link
          href="/rooms"
          onClick={onGo}
          aria-current={isBrowsing ? "page" : undefined}
          className={`${ROW} text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:text-ink`}
        >
          <Compass size={16} aria-hidden className="mx-px flex-none text-ink-3" />
          {t("browse")}
        </Link>
        {direct.length > 0 && <Section title={t("direct")} rooms={direct} onGo={onGo} />}
      </div>
      <PersonMenu theme={theme} />
    </>
  );
}

type Section = { title: string; rooms: MyRoomView[]; onGo?: () => void; action?: ReactNode };

function Section({ title, rooms, onGo, action }: Section) {
  return (
    <section aria-label={title}>
      <header className="flex h-9 items-center justify-between pt-2 pr-0.5 pl-2">
        <h2 className="text-tiny font-semibold text-ink-3">{title}</h2>
        {action}
      </header>
      <ul className="flex flex-col gap-px">
        {rooms.map((room) => (
          <li key={room.id}>
            <RoomLink room={room} onGo={onGo} />
          </li>
        ))}
      </ul>
    </section>
  );
}
