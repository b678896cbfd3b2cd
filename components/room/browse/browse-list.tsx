"use client";

import Compass from "lucide-react/icons/compass";
import { useTranslations } from "next-intl";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LongList } from "@/components/ui/lists/long-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { BrowseRoom } from "./browse-room";
import { BrowseSearch } from "./browse-search";
import { mergeRooms, type Sort } from "./merge-rooms";

type Browse = { q: string; sort: Sort; page: Page<MyRoomView>; lapsed: readonly MyRoomView[] };

/** The listed rooms, mine among them, with search and sort order. */
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

/** The server-rendered rooms, the rest on scrolling, and rooms joined before or meanwhile. */
function Found({ q, sort, page, lapsed, isGuest }: Browse & { isGuest: boolean }) {
  const t = useTranslations("browse");
  const mine = useMyRooms();
  const path = addressOf("GET /rooms", { scope: "browse", sort, ...(q && { q }) });
  const found = usePages({ path, first: page });
  const asking = lapsed.filter(({ id, name }) => !(id in mine) && isNamed(name, q));
  const others = found.items.filter(({ id }) => !(id in mine) && !asking.some((one) => one.id === id));
  const joined = isGuest ? [] : Object.values(mine).filter((room) => isListed(room) && isNamed(room.name, q));
  const rooms = [...asking, ...mergeRooms(others, joined, { sort, hasMore: found.hasMore })];
  const rows = rooms.map((room) => ({ key: room.id, content: <BrowseRoom room={room} /> }));

  return (
    <LongList rows={rows} label={t("title")} onNearEnd={found.loadMore} className="-mx-1 px-1 pb-6">
      <div role="status" className="py-3 text-ink-2 empty:hidden">
        {found.state === "failed" && t("failed")}
        {found.state === "loading" && rows.length === 0 && t("loading")}
        {found.state === "whole" && rows.length === 0 && <NoRooms q={q} isGuest={isGuest} />}
      </div>
    </LongList>
  );
}

function NoRooms({ q, isGuest }: { q: string; isGuest: boolean }) {
  const t = useTranslations("browse");
  const tCreate = useTranslations("createRoom");
  const ask = useAsk();

  if (isGuest) return <EmptyState icon={Compass} text={t("guest")} />;
  return (
    <EmptyState icon={Compass} text={t(q ? "nothingFound" : "nothingLeft", { q })}>
      <Button look="quiet" size="small" onClick={() => ask({ kind: "room" })}>
        {tCreate("title")}
      </Button>
    </EmptyState>
  );
}

const isListed = ({ kind, archivedAt }: MyRoomView) =>
  (kind === "open" || kind === "password") && archivedAt === null;

const isNamed = (name: string | null, q: string) => (name ?? "").toLowerCase().includes(q.toLowerCase());
