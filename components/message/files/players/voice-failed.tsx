import Download from "lucide-react/icons/download";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useTranslations } from "next-intl";
import { IconButton, iconButtonLook } from "@/components/ui/icon-button";

type Failed = { src: string; name: string; onAgain: () => void };

/** Stands for a voice message that this browser could not load or play. */
export function VoiceFailed({ src, name, onAgain }: Failed) {
  const t = useTranslations("voice");
  return (
    <div className="flex min-h-12 w-max max-w-full items-center gap-1 rounded-3 border border-line bg-raised py-1 pr-2 pl-3 text-small text-ink-2">
      <p role="status" className="mr-2 min-w-0">
        {t("notPlayed")}
      </p>
      <IconButton label={t("again")} onClick={onAgain}>
        <RotateCcw size={16} aria-hidden />
      </IconButton>
      <a
        href={src.startsWith("blob:") ? src : `${src}?download=1`}
        download={name}
        aria-label={t("download")}
        title={t("download")}
        className={iconButtonLook()}
      >
        <Download size={16} aria-hidden />
      </a>
    </div>
  );
}
