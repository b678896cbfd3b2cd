"use client";

import Plus from "lucide-react/icons/plus";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { onDemand } from "@/components/ui/on-demand";
import type { AdminPersonView } from "@/lib/shared/views";
import { usePanel } from "./use-panel";

const AddToRoomsPanel = onDemand(() => import("./add-to-rooms-panel"));

/** Adds a person to rooms. */
export function AddToRooms({ person }: { person: AdminPersonView }) {
  const t = useTranslations("addToRooms");
  const { isOpen, added, button, open, close } = usePanel();

  return (
    <>
      <div className={isOpen ? "hidden" : undefined}>
        <Button size="small" ref={button} disabled={person.deactivatedAt !== null} onClick={open}>
          <Plus size={16} aria-hidden />
          {t("open")}
        </Button>
      </div>
      {isOpen && <AddToRoomsPanel person={person} onClose={close} />}
      {added !== null && <Note>{t("added", { count: added, name: person.displayName })}</Note>}
    </>
  );
}
