"use client";

import Paperclip from "lucide-react/icons/paperclip";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFileWords } from "@/components/message/use-file-words";
import { PersonAvatar } from "@/components/people/person-avatar";
import { EntryTime } from "@/components/views/entry-time";
import { useMentionWriter } from "@/lib/client/names/use-mention-writer";
import { excerptOf } from "@/lib/client/search/excerpt";
import { markName } from "@/lib/client/search/mark-names";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import type { SearchHitView } from "@/lib/shared/views";
import { Marked } from "./marked";
import { Facts, ResultRow } from "./result-row";
import { useFoundPlace } from "./use-found-room-name";
import type { ResultList } from "./use-result-list";

type HitRowProps = {
  hit: SearchHitView;
  words: string;
  list: ResultList;
  isStop: boolean;
  isShown: boolean;
  /** True where the heading above it names the room. */
  isBelowRoom: boolean;
};

/** A found message: its sender, room and time, and the words around the best hit. */
export function HitRow({ hit, words, list, isStop, isShown, isBelowRoom }: HitRowProps) {
  const { message, room, highlights, root } = hit;
  const t = useTranslations("search");
  const { sender, text, createdAt } = message;
  const filesOf = useFileWords();
  const placeOf = useFoundPlace();
  const write = useMentionWriter(message.mentions);
  const pieces = useMemo(() => excerptOf(text, highlights, write), [text, highlights, write]);
  const found = message.attachments.filter(({ id }) => hit.fileIds.includes(id));

  return (
    <ResultRow
      id={`message ${message.id}`}
      list={list}
      target={{ href: messageAddress(room, message) }}
      sign={<PersonAvatar person={sender} size="medium" />}
      hasPreview
      isStop={isStop}
      isShown={isShown}
    >
      <Facts isFirst>
        <bdi className="font-medium text-ink">{sender.displayName}</bdi>
        {!isBelowRoom && placeOf(room)} · <EntryTime at={createdAt} />
      </Facts>
      {root && (
        <span className="truncate text-small text-ink-3">
          {t("inThread", { name: root.sender.displayName, text: root.text })}
        </span>
      )}
      {text ? (
        <span dir="auto" className="line-clamp-3 wrap-anywhere">
          <Marked pieces={pieces} />
        </span>
      ) : (
        found.length === 0 && <span className="text-ink-2">{filesOf(message)}</span>
      )}
      {found.map(({ id, name }) => (
        <span key={id} className="flex min-w-0 items-center gap-1.5 text-small">
          <Paperclip size={12} aria-hidden className="flex-none text-ink-2" />
          <bdi className="truncate">
            <Marked pieces={markName(name, words)} />
          </bdi>
        </span>
      ))}
    </ResultRow>
  );
}
