import { useFormatter, useTranslations } from "next-intl";
import { Check } from "@/components/ui/fields/check";
import type { PasskeyView, ResetView } from "@/lib/shared/views";

/** The passkeys that remain valid after the reset; unknown ones can be removed. */
export function PasskeysToKeep({ reset: { passkeys, canRemove } }: { reset: ResetView }) {
  const t = useTranslations("reset");
  const tPasskeys = useTranslations("passkeys");
  const format = useFormatter();

  function lastUse({ lastUsedAt, createdAt }: PasskeyView): string {
    const day = format.dateTime(new Date(lastUsedAt ?? createdAt), { dateStyle: "medium" });
    return `${tPasskeys(lastUsedAt ? "lastUsed" : "made")} ${day}`;
  }

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-small font-medium">{t("passkeys")}</legend>
      <p className="text-small text-ink-2">{t(canRemove ? "passkeysText" : "passkeysStay")}</p>
      {passkeys.map((passkey) =>
        canRemove ? (
          <Check
            key={passkey.id}
            name="removePasskeys[]"
            value={passkey.id}
            label={t("removePasskey", { name: passkey.name })}
            hint={lastUse(passkey)}
          />
        ) : (
          <p key={passkey.id} className="text-small">
            {passkey.name} <span className="text-ink-3">{lastUse(passkey)}</span>
          </p>
        ),
      )}
    </fieldset>
  );
}
