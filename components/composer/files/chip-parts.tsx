import RotateCw from "lucide-react/icons/rotate-cw";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";

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
    <IconButton size="small" label={t("retry")} onClick={onRetry}>
      <RotateCw size={16} aria-hidden />
    </IconButton>
  );
}
