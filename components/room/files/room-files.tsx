"use client";

import File from "lucide-react/icons/file";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FileFilters } from "@/components/files/file-filters";
import { FileList } from "@/components/files/file-list";
import { hasFilters, NO_FILTERS, queryOf } from "@/components/files/file-query";
import { useFiles } from "@/components/files/use-files";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MyRoomView, SentFileView } from "@/lib/shared/views";

/** The files of a room, in its details. */
export function RoomFiles({ room, onClose }: { room: MyRoomView; onClose: () => void }) {
  const t = useTranslations("filesPage");
  const acts = useMessageActions();
  const isWide = useIsWide();
  const maySend = useMay(room)("send");
  const [query, setQuery] = useState(NO_FILTERS);
  const filters = queryOf(query);
  const found = useFiles({ filters, roomId: room.id });

  function show({ seq }: SentFileView) {
    if (!isWide) onClose();
    void acts.goTo(seq);
  }

  function write() {
    if (!isWide) onClose();
    acts.focusComposer();
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-4.5">
      <FileFilters query={query} onChange={setQuery} />
      <FileList
        key={filters}
        found={found}
        isGrid={query.type === "image"}
        isFiltered={hasFilters(query)}
        onClear={() => setQuery(NO_FILTERS)}
        onShow={show}
        roomOf={() => null}
        className="-mx-2 px-2 pb-4 text-small"
        empty={
          <EmptyState icon={File} text={t("emptyRoom")}>
            {maySend && (
              <Button look="quiet" size="small" onClick={write}>
                {t("write")}
              </Button>
            )}
          </EmptyState>
        }
      />
    </div>
  );
}
