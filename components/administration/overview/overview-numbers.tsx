import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatFileSize } from "@/lib/shared/files/file-size";
import type { OverviewView } from "@/lib/shared/views";
import { KINDS_LOOK, StorageBar } from "../storage/storage-bar";
import { DayPlot } from "./day-plot";
import { NumberBlock } from "./number-block";

/** The numbers of the overview: people, messages a day, and storage. */
export function OverviewNumbers({ overview }: { overview: OverviewView }) {
  return (
    <div className="grid border-line md:grid-cols-3 md:border-y">
      <People overview={overview} />
      <Messages days={overview.messages.perDay} />
      <Storage storage={overview.storage} />
    </div>
  );
}

function People({ overview: { people, rooms, invitations } }: { overview: OverviewView }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const facts = [
    { label: t("active"), value: people.active, href: "/admin/people?state=active" },
    { label: t("guests"), value: people.guests, href: "/admin/people?state=active&role=guest" },
    { label: t("rooms"), value: rooms.active, href: "/admin/rooms?state=active" },
    { label: t("invitations"), value: invitations, href: "/admin/invitations" },
  ];

  return (
    <NumberBlock
      title={t("online")}
      number={format.number(people.online)}
      text={t("ofPeople", { count: people.active })}
    >
      <ul className="text-small">
        {facts.map(({ label, value, href }) => (
          <li key={href} className="flex h-6 items-center justify-between gap-2 pointer-coarse:h-11">
            <Link href={href} className="text-ink-2 hover:text-ink hover:underline">
              {label}
            </Link>
            <span className="tabular-nums">{format.number(value)}</span>
          </li>
        ))}
      </ul>
    </NumberBlock>
  );
}

function Messages({ days }: { days: OverviewView["messages"]["perDay"] }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  // A new workspace is not measured by the days before its first message.
  const before = days.slice(
    days.findIndex(({ count }) => count > 0),
    -1,
  );
  const average = before.reduce((sum, { count }) => sum + count, 0) / before.length;

  return (
    <NumberBlock
      title={t("messages")}
      number={format.number(days.at(-1)?.count ?? 0)}
      text={before.length > 0 ? t("average", { count: format.number(Math.round(average)) }) : t("soFar")}
    >
      <DayPlot days={days} />
    </NumberBlock>
  );
}

function Storage({ storage }: { storage: OverviewView["storage"] }) {
  const t = useTranslations("storage");
  const tOverview = useTranslations("overview");
  const locale = useLocale();
  const { stored, quotaBytes, freeBytes, kinds } = storage;
  const size = (bytes: number) => formatFileSize(bytes, locale);
  const room =
    freeBytes === null ? t("files", { count: stored.count }) : t("free", { size: size(freeBytes) });

  return (
    <NumberBlock
      title={tOverview("storage")}
      number={size(stored.bytes)}
      text={quotaBytes === null ? room : t("ofQuota", { size: size(quotaBytes) })}
    >
      <StorageBar kinds={kinds} whole={quotaBytes} />
      <ul className="pt-2 text-small">
        {kinds.map(({ kind, bytes }) => (
          <li key={kind} className="flex h-6 items-center gap-2">
            <span aria-hidden className={`size-2 flex-none rounded-1 ${KINDS_LOOK[kind]}`} />
            <span className="min-w-0 flex-1 truncate text-ink-2">{t(`kinds.${kind}`)}</span>
            <span className="whitespace-nowrap tabular-nums">{size(bytes)}</span>
          </li>
        ))}
        {kinds.length === 0 && <li className="text-ink-2">{t("nobody")}</li>}
      </ul>
    </NumberBlock>
  );
}
