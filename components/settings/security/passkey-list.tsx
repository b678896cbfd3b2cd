import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import type { PasskeyView } from "@/lib/shared/views";
import { RemovePasskey } from "./remove-passkey";

/** A user's passkeys by name. */
export function PasskeyList({ passkeys }: { passkeys: PasskeyView[] }) {
  const t = useTranslations("passkeys");
  if (passkeys.length === 0) return <p className="text-small text-ink-3">{t("none")}</p>;

  return (
    <ul className="flex max-w-2xl flex-col divide-y divide-line border-y border-line">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id} className="flex items-center gap-3 py-2.5">
          <div className="min-w-0 flex-1">
            <p className="truncate">{name}</p>
            <p className="text-tiny text-ink-3">
              {t(lastUsedAt ? "lastUsed" : "made")} <Moment at={lastUsedAt ?? createdAt} />
            </p>
          </div>
          <RemovePasskey passkey={id} name={name} />
        </li>
      ))}
    </ul>
  );
}
