"use client";

import { useTranslations } from "next-intl";
import { RoomKindIcon } from "@/components/room/room-icon";
import { Choice } from "@/components/ui/fields/choice";
import { RoomPasswordField } from "./room-password-field";

export const KINDS = ["open", "password", "closed"] as const;
export type ManagedKind = (typeof KINDS)[number];

type KindFields = {
  /** The kinds to choose from; all by default. */
  kinds?: readonly ManagedKind[];
  kind: ManagedKind;
  onChoose: (kind: ManagedKind) => void;
  asksPassword: boolean;
  error: string | null;
};

/** The kind of a room, and its password. */
export function KindFields({ kinds = KINDS, kind, onChoose, asksPassword, error }: KindFields) {
  const t = useTranslations("createRoom");

  return (
    <>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{t("kind")}</legend>
        {kinds.map((value) => (
          <Choice
            key={value}
            name="kind"
            value={value}
            label={t(value)}
            hint={t(`${value}Hint`)}
            icon={<RoomKindIcon kind={value} />}
            checked={value === kind}
            onChange={() => onChoose(value)}
          />
        ))}
      </fieldset>
      {asksPassword && <RoomPasswordField label={t("passwordLabel")} error={error} />}
    </>
  );
}
