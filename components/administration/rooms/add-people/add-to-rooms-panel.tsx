"use client";

import { useTranslations } from "next-intl";
import { addToRoomsAction } from "@/app/admin/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { AdminPersonView, AdminRoomView } from "@/lib/shared/views";
import { ChosenList } from "./chosen-list";
import { RoomSearch } from "./room-search";
import { useChosen } from "./use-chosen";

type AddToRoomsPanel = { person: AdminPersonView; onClose: (added: number | null) => void };

/** Chooses rooms for a person, and says before it happens what they will be able to read. */
export default function AddToRoomsPanel({ person, onClose }: AddToRoomsPanel) {
  const t = useTranslations("addToRooms");
  const { form, refusal, isPending } = useForm(addToRoomsAction, ({ added }) => onClose(added));
  const errors = useRefusal(refusal);
  const { chosen, has, choose, drop } = useChosen<AdminRoomView>();
  const count = chosen.length;
  const isTooMany = count > BROWSER_LIMITS.roomsAtOnce;

  return (
    <section
      aria-label={t("title", { name: person.displayName })}
      className="flex animate-settle flex-col gap-3 rounded-3 border border-accent bg-accent-soft/40 p-4"
    >
      <RoomSearch user={person.id} has={has} onChoose={(room) => choose([room])} onDrop={drop} />
      <form {...form} className="flex flex-col gap-3">
        <input type="hidden" name="user" value={person.id} />
        <input type="hidden" name="roomIds:json" value={JSON.stringify(chosen.map(({ id }) => id))} />
        <ChosenList chosen={chosen.map(({ id, name }) => ({ id, name: name ?? "" }))} onDrop={drop} />
        <p role="status" className="text-small text-ink-2">
          {count === 0
            ? t("nothingChosen")
            : t.rich("readsAll", {
                name: person.displayName,
                count: chosen.reduce((sum, room) => sum + room.readableMessages, 0),
                rooms: count,
                b: (words) => <b>{words}</b>,
              })}
        </p>
        {isTooMany && <Alert>{t("tooMany", { limit: BROWSER_LIMITS.roomsAtOnce })}</Alert>}
        <Alert>{errors.all ?? errors.of("roomIds")}</Alert>
        <div className="flex flex-wrap justify-between gap-2">
          <Button look="quiet" onClick={() => onClose(null)}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={count === 0 || isTooMany || isPending}>
            {isPending ? t("submitting") : t("submit", { count })}
          </Button>
        </div>
      </form>
    </section>
  );
}
