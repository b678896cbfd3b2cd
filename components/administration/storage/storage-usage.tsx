import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { formatFileSize } from "@/lib/shared/files/file-size";
import type { StorageView } from "@/lib/shared/views";
import { KINDS_LOOK, StorageBar } from "./storage-bar";

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
      <StorageBar kinds={kinds} whole={quotaBytes} />
      <ul className="flex max-w-xl flex-col">
        {kinds.map(({ kind, count, bytes }) => (
          <li key={kind} className="flex items-center gap-2.5 border-b border-line py-2 text-small">
            <span aria-hidden className={clsx("size-2 flex-none rounded-1", KINDS_LOOK[kind])} />
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
