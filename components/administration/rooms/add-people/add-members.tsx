"use client";

import UserPlus from "lucide-react/icons/user-plus";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { onDemand } from "@/components/ui/on-demand";
import type { AdminRoomView } from "@/lib/shared/views";
import { usePanel } from "./use-panel";

const AddMembersPanel = onDemand(() => import("./add-members-panel"));

/** Adds people to a room; `children` is the rest of the page. */
export function AddMembers({ room, children }: { room: AdminRoomView; children: ReactNode }) {
  const t = useTranslations("addMembers");
  const { isOpen, added, button, open, close } = usePanel();

  return (
    <>
      {isOpen && <AddMembersPanel room={room} onClose={close} />}
      {added !== null && (
        <div className="mb-3">
          <Note>{t("added", { count: added })}</Note>
        </div>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-2.5">
        <div className="w-full md:w-auto">{children}</div>
        <div className={isOpen ? "hidden" : "mb-3"}>
          <Button
            ref={button}
            disabled={room.archivedAt !== null}
            title={room.archivedAt ? t("archived") : undefined}
            onClick={open}
          >
            <UserPlus size={16} aria-hidden />
            {t("open")}
          </Button>
        </div>
      </div>
    </>
  );
}
