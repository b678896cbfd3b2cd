"use client";

import AtSign from "lucide-react/icons/at-sign";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { CardFailed } from "@/components/people/card/card-failed";
import { CardFrame } from "@/components/people/card/card-frame";
import { Button } from "@/components/ui/button";
import { addressOf } from "@/lib/client/connection/call";
import { applyChange, fieldOf } from "@/lib/client/writing/apply-change";
import { inserted } from "@/lib/client/writing/change";
import { decodedPath } from "@/lib/shared/rooms/room-path";
import type { GroupDetailsView } from "@/lib/shared/views";
import { GroupIcon } from "./group-icon";
import { GroupPeople } from "./group-people";
import { useGroup } from "./use-group";

type Card = { groupId: string; anchor: HTMLElement; onClose: () => void };

/** The room of a page, by its id or name. */
const roomOf = (pathname: string) => /^\/rooms\/([^/]+)/.exec(pathname)?.[1];

/** The card of a group beside its mention: its people, how many of them are in this room, and the groups in it. */
export default function GroupCard({ groupId, anchor, onClose }: Card) {
  const t = useTranslations("groupCard");
  const room = roomOf(usePathname());
  const { group, state, retry } = useGroup(
    addressOf("GET /groups/{group}", { group: groupId, room: room && decodedPath(room) }),
  );
  const name = group?.name ?? anchor.textContent?.replace(/^[@＠]/, "") ?? "";

  return (
    <CardFrame label={name || t("card")} anchor={anchor} onClose={onClose}>
      <header className="flex items-center gap-3">
        <GroupIcon size="card" />
        <div className="min-w-0 flex-1">
          <p className="line-clamp-2 font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </p>
          {group && <p className="truncate text-small text-ink-3">@{group.handle}</p>}
        </div>
      </header>
      {group ? (
        <Facts group={group} onClose={onClose} />
      ) : state === "failed" ? (
        <CardFailed text={t("failed")} retry={t("retry")} onRetry={retry} />
      ) : (
        <p role="status" className="text-small text-ink-2">
          {t(state === "gone" ? "gone" : "loading")}
        </p>
      )}
    </CardFrame>
  );
}

function Facts({ group, onClose }: { group: GroupDetailsView; onClose: () => void }) {
  const t = useTranslations("groupCard");
  const { description, memberCount, inRoom, handle } = group;
  const composer = document.querySelector<HTMLTextAreaElement>("textarea[data-composer]");

  function mention() {
    if (!composer) return;
    onClose();
    applyChange(composer, inserted(fieldOf(composer), `@${handle} `));
  }

  return (
    <>
      {description && <p className="text-small text-ink-2 wrap-anywhere">{description}</p>}
      <p className="text-small text-ink-2">
        {t("people", { count: memberCount })}
        {inRoom && <> · {t("inRoom", { count: inRoom.memberCount })}</>}
      </p>
      <GroupPeople group={group} />
      {composer && (
        <Button size="small" look="quiet" className="self-start" onClick={mention}>
          <AtSign size={16} aria-hidden />
          {t("mention")}
        </Button>
      )}
    </>
  );
}
