import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import { Tag } from "@/components/ui/tag";
import { deviceOf } from "@/lib/shared/device";
import type { SessionView } from "@/lib/shared/views";
import { EndOtherSessions, EndSession } from "./end-session";

/** A user's sessions, and a way to end each. */
export function SessionList({ sessions }: { sessions: SessionView[] }) {
  return (
    <>
      <ul className="flex max-w-2xl flex-col divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="pt-4">
          <EndOtherSessions />
        </div>
      )}
    </>
  );
}

function Session({ session: { id, userAgent, address, lastUsedAt, isThis } }: { session: SessionView }) {
  const t = useTranslations("sessions");
  const { browser, system } = deviceOf(userAgent);
  const device = system ? t("device", { browser, system }) : browser || t("unknown");

  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate" title={userAgent}>
            {device}
          </span>
          {isThis && <Tag look="accent">{t("this")}</Tag>}
        </p>
        <p className="text-tiny text-ink-3">
          {address && `${address} · `}
          {t("lastUsed")} <Moment at={lastUsedAt} />
        </p>
      </div>
      {!isThis && <EndSession session={id} device={device} />}
    </li>
  );
}
