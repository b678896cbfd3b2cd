import { useTranslations } from "next-intl";

/** A line below a file on its way, as long as the sent share of it, from 0 to 1; null draws none. */
export function ProgressLine({ share }: { share: number | null }) {
  if (share === null) return null;
  return (
    <span
      aria-hidden
      className="absolute bottom-0 left-0 h-0.5 bg-accent"
      style={{ width: `${share * 100}%` }}
    />
  );
}

/** Sends a refused file again. */
export function RetryButton({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("uploads");
  return (
    <button
      type="button"
      onClick={onRetry}
      className="flex-none rounded-row px-2 text-small/7 font-medium text-ink-2 hover:bg-hover hover:text-ink"
    >
      {t("retry")}
    </button>
  );
}
