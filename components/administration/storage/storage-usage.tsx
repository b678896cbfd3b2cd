import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { formatFileSize } from "@/lib/shared/files/file-size";
import type { StorageKind, StorageView } from "@/lib/shared/views";

const COLOURS: Record<StorageKind, string> = {
  image: "bg-accent",
  video: "bg-accent/65",
  audio: "bg-accent/40",
  document: "bg-ink-3/60",
};

/** The use of the storage: the sum with the room that is left, and a bar with the kinds of files. */
export function StorageUsage({ storage, quotaBytes }: { storage: StorageView; quotaBytes: number | null }) {
  const t = useTranslations("storage");
  const locale = useLocale();
  const { stored, unfinished, freeBytes, kinds } = storage;
  const size = (bytes: number) => formatFileSize(bytes, locale);
  const sent = { count: 0, bytes: 0 };
  for (const { count, bytes } of kinds) {
    sent.count += count;
    sent.bytes += bytes;
  }
  const facts = [
    quotaBytes !== null && t("ofQuota", { size: size(quotaBytes) }),
    t("files", { count: sent.count }),
    freeBytes !== null && t("free", { size: size(freeBytes) }),
  ];

  return (
    <div className="flex flex-col gap-3 pb-6">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-display font-semibold tracking-tight tabular-nums">{size(stored.bytes)}</span>
        <span className="text-small text-ink-2">{facts.filter(Boolean).join(" · ")}</span>
      </p>
      <Bar kinds={kinds} whole={quotaBytes} />
      <ul className="flex max-w-xl flex-col">
        {kinds.map(({ kind, count, bytes }) => (
          <li key={kind} className="flex items-center gap-2.5 border-b border-line py-2 text-small">
            <span aria-hidden className={clsx("size-2 flex-none rounded-1", COLOURS[kind])} />
            <span className="flex-1">{t(`kinds.${kind}`)}</span>
            <span className="text-ink-3 tabular-nums">{t("files", { count })}</span>
            <span className="w-20 text-right tabular-nums">{size(bytes)}</span>
          </li>
        ))}
      </ul>
      {sent.bytes > stored.bytes && <p className="text-small text-ink-2">{t("once")}</p>}
      {unfinished.count > 0 && (
        <p className="text-small text-ink-2">
          {t("unfinished", { count: unfinished.count, size: size(unfinished.bytes) })}
        </p>
      )}
    </div>
  );
}

/** The kinds as parts of the quota, or of all files where there is none. */
function Bar({ kinds, whole }: { kinds: StorageView["kinds"]; whole: number | null }) {
  const sum = kinds.reduce((bytes, kind) => bytes + kind.bytes, 0);
  const length = Math.max(whole ?? sum, sum, 1);

  return (
    <div aria-hidden className="flex h-2 max-w-xl gap-px overflow-hidden rounded-row bg-line">
      {kinds.map(({ kind, bytes }) => (
        <svg
          key={kind}
          className={clsx("h-2 flex-none", COLOURS[kind])}
          width={`${(100 * bytes) / length}%`}
        />
      ))}
    </div>
  );
}
