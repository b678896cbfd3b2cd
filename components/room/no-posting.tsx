"use client";

import Archive from "lucide-react/icons/archive";
import Megaphone from "lucide-react/icons/megaphone";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MyRoomView } from "@/lib/shared/views";

const ArchiveButton = onDemand<{ room: MyRoomView }>(() => import("./settings/archive-button"), RestoreSpace);

/** Takes the composer's place where posting is not allowed: the reason, and what to do about it. */
export default function NoPosting({ room }: { room: MyRoomView }) {
  const t = useTranslations("room");
  const mayRestore = useMay(room)("archive") && room.archivedAt !== null;
  const Icon = room.archivedAt ? Archive : Megaphone;

  return (
    <div className="mb-1 flex min-h-12 flex-none flex-wrap items-center gap-x-3 gap-y-1.5 rounded-3 border border-line bg-sidebar px-3.5 py-2 max-md:mx-3 md:column-box">
      <Icon size={17} aria-hidden className="flex-none text-ink-3" />
      <p role="status" className="min-w-40 flex-1 text-small text-ink-2">
        {t(room.archivedAt ? "archived" : room.kind === "direct" ? "notesOnly" : "moderatorsPost")}
      </p>
      {mayRestore && <ArchiveButton room={room} />}
    </div>
  );
}

/** The button until its script has arrived: of the same size, without effect. */
function RestoreSpace() {
  const t = useTranslations("roomSettings");
  return (
    <Button look="quiet" size="small" disabled>
      {t("restore")}
    </Button>
  );
}
