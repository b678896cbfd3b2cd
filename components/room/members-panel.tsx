"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Drawer } from "@/components/ui/drawer";
import { IconButton } from "@/components/ui/icon-button";
import { useIsWide } from "@/lib/client/use-is-wide";
import type { MyRoomView } from "@/lib/shared/views";
import { MemberList } from "./member-list";

type Panel = { room: MyRoomView; onClose: () => void };

/** Who is in the room: a column where there is room for one, else a layer. */
export default function MembersPanel(panel: Panel) {
  const t = useTranslations("members");
  const isWide = useIsWide();

  if (isWide) {
    return (
      <aside aria-label={t("title")} className="flex w-85 flex-none flex-col border-l border-line">
        <Content {...panel} />
      </aside>
    );
  }
  return (
    <Drawer title={t("title")} side="right" isOpen onOpenChange={panel.onClose}>
      <Content {...panel} />
    </Drawer>
  );
}

function Content({ room, onClose }: Panel) {
  const t = useTranslations("members");

  return (
    <>
      <header className="flex h-13 flex-none items-center justify-between border-b border-line pr-3 pl-4.5">
        <h2 className="font-semibold">
          {t("title")} <span className="ml-1 font-normal text-ink-3">{room.memberCount}</span>
        </h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </header>
      <MemberList room={room} />
    </>
  );
}
