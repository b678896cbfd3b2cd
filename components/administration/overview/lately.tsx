import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Moment } from "@/components/ui/moment";
import { AUDIT_ACTIONS } from "@/lib/shared/audit-actions";
import type { AuditEntryView } from "@/lib/shared/views";
import { targetNameOf } from "../audit/target-name";

/** The newest entries of the audit log. */
export function Lately({ entries }: { entries: readonly AuditEntryView[] }) {
  const t = useTranslations("overview");

  return (
    <section aria-labelledby="lately" className="min-w-0">
      <div className="flex items-baseline justify-between border-b border-line pb-2">
        <h2 id="lately" className="text-title font-semibold">
          {t("lately")}
        </h2>
        <Link href="/admin/audit" className="text-small font-medium text-accent hover:underline">
          {t("log")}
        </Link>
      </div>
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit");
  const { actorId, actorName, actorDisplayName, at } = entry;
  const action = AUDIT_ACTIONS.find((key) => key === entry.action);
  const name = actorDisplayName ?? (actorName || t("somebody"));
  const target = targetNameOf(entry);

  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-1.5">
      <Avatar id={actorId ?? entry.id} name={name} size="medium" />
      <div className="min-w-0 text-small">
        <p className="wrap-anywhere">
          <span title={`@${actorName}`}>{name}</span>{" "}
          <span className="text-ink-2">{action ? t(`did.${action}`) : entry.action}</span>
          {target && ` · ${target}`}
        </p>
        <p className="text-tiny text-ink-3">
          <Moment at={at} />
        </p>
      </div>
    </li>
  );
}
