"use client";

import Compass from "lucide-react/icons/compass";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useNow, useTranslations } from "next-intl";
import { LongList } from "@/components/ui/lists/long-list";
import type { Row } from "@/components/ui/lists/plain-rows";
import { Mark } from "@/components/ui/mark";
import { useChat } from "@/lib/client/chat/chat-context";
import { useHereId } from "@/lib/client/rooms/use-here-id";
import type { MyRoomView } from "@/lib/shared/views";
import { FindButton } from "./find-button";
import { PersonMenu } from "./person-menu";
import { ROW, RoomRow } from "./room-row";
import { SectionHeading } from "./section-heading";
import { useShownSections } from "./sidebar-order";
import { StartMenu } from "./start-menu";
import { ViewLinks } from "./view-links";

type Sidebar = {
  workspace: string;
  picture?: string | null | undefined;
  onGo?: (() => void) | undefined;
};

/** The sidebar: workspace, rooms and account. */
export function Sidebar({ workspace, picture, onGo }: Sidebar) {
  const { account } = useChat();

  return (
    <>
      <div className="flex items-center gap-2.5 pt-3.5 pr-2.5 pb-2.5 pl-4 font-semibold tracking-tight">
        <Mark name={workspace} url={picture} />
        <span className="min-w-0 flex-1 truncate">{workspace}</span>
        <StartMenu />
      </div>
      <FindButton onOpen={onGo} />
      <ViewLinks onGo={onGo} />
      {/* Guests come into rooms by others alone. */}
      {account.role !== "guest" && <Browse onGo={onGo} />}
      <Rooms onGo={onGo} />
      <PersonMenu />
    </>
  );
}

function Browse({ onGo }: Pick<Sidebar, "onGo">) {
  const t = useTranslations("sidebar");
  const pathname = usePathname();

  return (
    <div className="flex-none px-2">
      <Link
        href="/rooms"
        {...(onGo && { onClick: onGo })}
        aria-current={pathname === "/rooms" ? "page" : undefined}
        className={`${ROW} text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:text-ink`}
      >
        <Compass size={16} aria-hidden className="mx-0.5 flex-none text-ink-2" />
        {t("browse")}
      </Link>
    </div>
  );
}

function Rooms({ onGo }: Pick<Sidebar, "onGo">) {
  const sections = useShownSections();
  const hereId = useHereId();
  // Mutes expire by themselves.
  const now = useNow({ updateInterval: 60_000 });

  const rows: (Row & { room?: MyRoomView })[] = sections.flatMap((section) => [
    { key: section.key, content: <SectionHeading section={section} /> },
    ...(section.kind === "folder" && section.rooms.length === 0
      ? [{ key: `${section.key}:empty`, content: <EmptyFolder /> }]
      : []),
    ...section.rooms.map((room) => ({
      key: `${section.key}:${room.id}`,
      room,
      content: <RoomRow room={room} kind={section.kind} isHere={room.id === hereId} now={now} onGo={onGo} />,
    })),
  ]);
  const here = rows.findIndex(({ room }) => room && room.id === hereId);

  return <LongList rows={rows} startAt={here} className="px-2 pb-3" />;
}

/** A folder without rooms, or with starred rooms only. */
function EmptyFolder() {
  const t = useTranslations("sidebar");
  return <p className="px-2 py-1 text-tiny text-ink-3">{t("emptyFolder")}</p>;
}
