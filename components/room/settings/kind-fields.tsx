"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/fields/choice";
import { PasswordField } from "@/components/ui/fields/password-field";

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
            checked={value === kind}
            onChange={() => onChoose(value)}
          />
        ))}
      </fieldset>
      {asksPassword && (
        <PasswordField
          label={t("passwordLabel")}
          name="password"
          autoComplete="new-password"
          error={error}
          required
        />
      )}
    </>
  );
}
