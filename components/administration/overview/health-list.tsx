import Check from "lucide-react/icons/check";
import Minus from "lucide-react/icons/minus";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatFileSize } from "@/lib/shared/files/file-size";
import type { OverviewView } from "@/lib/shared/views";
import { PARTS, type Part, partsToLookAt } from "./health";

/** Pages on which something can be done about a part. */
const PAGE: Partial<Record<Part, string>> = {
  jobs: "/admin/settings",
  mail: "/admin/settings",
  disk: "/admin/storage",
};

/** The parts of the installation with their state, those that want a look first. */
export function HealthList({ overview }: { overview: OverviewView }) {
  const t = useTranslations("overview");
  const troubles = partsToLookAt(overview);
  const parts = [...troubles, ...PARTS.filter((part) => !troubles.includes(part))];

  return (
    <section aria-labelledby="health" className="min-w-0">
      <h2 id="health" className="border-b border-line pb-2 text-title font-semibold">
        {t("health")}
      </h2>
      <ul>
        {parts.map((part) => (
          <HealthRow key={part} part={part} isTrouble={troubles.includes(part)} overview={overview} />
        ))}
        <li className="flex min-h-12 items-center gap-3 border-b border-line py-1">
          <span className="w-4 flex-none" />
          <span className="w-32 flex-none font-medium">{t("version")}</span>
          <span className="text-ink-2">Parley {overview.health.version}</span>
        </li>
      </ul>
    </section>
  );
}

type HealthRowProps = { part: Part; isTrouble: boolean; overview: OverviewView };

function HealthRow({ part, isTrouble, overview }: HealthRowProps) {
  const t = useTranslations("overview");
  const { mail, push } = overview.health;
  const isOff = (part === "mail" && !mail.isConfigured) || (part === "push" && push === "none");
  const Icon = isTrouble ? TriangleAlert : isOff ? Minus : Check;
  const href = isTrouble ? PAGE[part] : undefined;

  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1">
      <Icon
        size={16}
        aria-label={t(isTrouble ? "look" : isOff ? "off" : "fine")}
        role="img"
        className={`flex-none ${isTrouble ? "text-away" : isOff ? "text-ink-3" : "text-online"}`}
      />
      <span className="w-32 flex-none font-medium">{t(`parts.${part}`)}</span>
      <span className="wrap-anywhere text-ink-2 max-md:w-full max-md:pl-7 md:flex-1">
        <Words part={part} overview={overview} />
      </span>
      {href && (
        <Link href={href} className="text-small font-medium text-accent hover:underline">
          {t("show")}
        </Link>
      )}
    </li>
  );
}

/** The state of a part in words. */
function Words({ part, overview: { health, storage } }: { part: Part; overview: OverviewView }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { database, redis, jobs, mail, push, peopleConnected } = health;

  switch (part) {
    case "database":
      return t("database", { version: database.version, milliseconds: Math.max(1, database.milliseconds) });
    case "redis":
      return t(`redis.${redis}`, { count: peopleConnected });
    case "jobs":
      return jobs.failed > 0 ? t("failed", { count: jobs.failed }) : t("late", { count: jobs.late });
    case "mail":
      return mail.lastFailure?.error ?? t(mail.isConfigured ? "mailSet" : "mailUnset");
    case "push":
      return t(`push.${push}`);
    case "disk":
      return storage.freeBytes === null
        ? t("bucket")
        : t("diskFree", { size: formatFileSize(storage.freeBytes, locale) });
  }
}
