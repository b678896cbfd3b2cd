"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { addMembersAction } from "@/app/admin/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { AdminRoomView } from "@/lib/shared/views";
import { ChosenList } from "./chosen-list";
import type { Candidate } from "./find-candidates";
import { PastedList } from "./pasted-list";
import { PeopleSearch } from "./people-search";
import { Switch } from "./switch";
import { useChosen } from "./use-chosen";

type AddMembersPanel = { room: AdminRoomView; onClose: (added: number | null) => void };

/** Chooses people to add, and says before it happens what they will be able to read. */
export default function AddMembersPanel({ room, onClose }: AddMembersPanel) {
  const t = useTranslations("addMembers");
  const { form, refusal, isPending } = useForm(addMembersAction, ({ added }) => onClose(added));
  const errors = useRefusal(refusal);
  const { chosen, ...choices } = useChosen<Candidate>();
  const [way, go] = useState<{ by: "find" | "paste"; list: string }>({ by: "find", list: "" });
  const count = chosen.length;
  const choosing = { room: room.id, has: choices.has, onChoose: choices.choose, onDrop: choices.drop };

  return (
    <section
      aria-label={t("title", { room: room.name ?? "" })}
      className="mb-4 flex animate-settle flex-col gap-3 rounded-3 border border-accent bg-accent-soft/40 p-4"
    >
      <Switch
        label={t("how")}
        value={way.by}
        options={[
          { value: "find", label: t("find") },
          { value: "paste", label: t("paste") },
        ]}
        onChoose={(by) => go({ by, list: "" })}
      />
      {way.by === "find" ? (
        <PeopleSearch {...choosing} onPasteList={(list) => go({ by: "paste", list })} />
      ) : (
        <PastedList {...choosing} given={way.list} />
      )}
      <form {...form} className="flex flex-col gap-3">
        <input type="hidden" name="room" value={room.id} />
        <input type="hidden" name="userIds:json" value={JSON.stringify(chosen.map(({ id }) => id))} />
        <ChosenList chosen={chosen} onDrop={(one) => choices.drop(one)} />
        <p role="status" className="text-small text-ink-2">
          {count === 0
            ? t("nobodyChosen")
            : t.rich("reads", { count: room.readableMessages, people: count, b: (words) => <b>{words}</b> })}
        </p>
        <Alert>{errors.all ?? errors.of("userIds")}</Alert>
        <div className="flex flex-wrap justify-between gap-2">
          <Button look="quiet" onClick={() => onClose(null)}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={count === 0 || isPending}>
            {isPending ? t("submitting") : t("submit", { count })}
          </Button>
        </div>
      </form>
    </section>
  );
}
