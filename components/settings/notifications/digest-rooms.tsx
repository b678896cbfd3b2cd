"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Check } from "@/components/ui/fields/check";
import type { NotificationSettingsView } from "@/lib/shared/views";
import type { LeveledRoom } from "./room-levels";
import { SettingSelect } from "./setting-select";

type DigestRoomsProps = {
  rooms: readonly LeveledRoom[];
  /** No room means all. */
  chosen: readonly string[];
  onChange: (wish: Partial<NotificationSettingsView>) => Promise<void>;
};

/** The rooms of the digest: all, or those that are ticked. */
export function DigestRooms({ rooms, chosen, onChange }: DigestRoomsProps) {
  const t = useTranslations("mailSettings");
  const [isChoosing, choose] = useState(chosen.length > 0);

  function change(choice: string) {
    choose(choice === "chosen");
    if (choice === "all") void onChange({ digestRoomIds: [] });
  }

  return (
    <>
      <SettingSelect
        label={t("rooms")}
        hint={t("roomsHint")}
        value={isChoosing ? "chosen" : "all"}
        options={(["all", "chosen"] as const).map((value) => ({ value, label: t(`roomChoices.${value}`) }))}
        onChoose={change}
      />
      {isChoosing && <RoomChecks rooms={rooms} chosen={chosen} onChange={onChange} />}
    </>
  );
}

function RoomChecks({ rooms, chosen, onChange }: DigestRoomsProps) {
  const t = useTranslations("mailSettings");
  const toggle = (id: string, isIn: boolean) =>
    void onChange({ digestRoomIds: isIn ? [...chosen, id] : chosen.filter((one) => one !== id) });

  return (
    <li className="border-b border-line py-2">
      <fieldset className="max-h-80 overflow-y-auto">
        <legend className="sr-only">{t("chosen")}</legend>
        {chosen.length === 0 && <p className="pb-1 text-tiny text-ink-2">{t("noneChosen")}</p>}
        {rooms.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={({ target }) => toggle(id, target.checked)}
          />
        ))}
      </fieldset>
    </li>
  );
}
