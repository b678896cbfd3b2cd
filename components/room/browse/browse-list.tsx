"use client";

import { useTranslations } from "next-intl";
import { LongList } from "@/components/ui/lists/long-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { BrowseRoom } from "./browse-room";
import { BrowseSearch, type Sort } from "./browse-search";

type Browse = { q: string; sort: Sort; page: Page<MyRoomView>; lapsed: readonly MyRoomView[] };

/** The rooms a user could join, with search and sort order. */
export function BrowseList(browse: Browse) {
  const isGuest = useChat().account.role === "guest";
  const { q, sort } = browse;

  return (
    <div className="flex min-h-0 flex-1 flex-col px-4 pt-5 md:px-5">
      <div className="flex min-h-0 w-full max-w-2xl flex-1 flex-col gap-2">
        {!isGuest && <BrowseSearch q={q} sort={sort} />}
        {/* Another search is another list, of which the server rendered the beginning. */}
        <Found key={`${sort} ${q}`} {...browse} isGuest={isGuest} />
      </div>
    </div>
  );
}

/** The server-rendered rooms, the rest on scrolling, without rooms joined meanwhile. */
function Found({ q, sort, page, lapsed, isGuest }: Browse & { isGuest: boolean }) {
  const t = useTranslations("browse");
  const mine = useMyRooms();
  const query = q ? `&q=${encodeURIComponent(q)}` : "";
  const found = usePages<MyRoomView>({
    path: `/api/v1/rooms?scope=browse&sort=${sort}${query}`,
    first: page,
  });
  const asking = lapsed.filter(({ id, name }) => !(id in mine) && isNamed(name, q));
  const others = found.items.filter(({ id }) => !(id in mine) && !asking.some((one) => one.id === id));
  const rows = [...asking, ...others].map((room) => ({ key: room.id, content: <BrowseRoom room={room} /> }));

  return (
    <LongList rows={rows} label={t("title")} onNearEnd={found.loadMore} className="-mx-1 px-1 pb-6">
      <p role="status" className="py-3 text-ink-2 empty:hidden">
        {found.state === "failed" && t("failed")}
        {found.state === "loading" && rows.length === 0 && t("loading")}
        {found.state === "whole" &&
          rows.length === 0 &&
          t(isGuest ? "guest" : q ? "nothingFound" : "nothingLeft", { q })}
      </p>
    </LongList>
  );
}

const isNamed = (name: string | null, q: string) => (name ?? "").toLowerCase().includes(q.toLowerCase());
