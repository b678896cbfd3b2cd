"use client";

import Download from "lucide-react/icons/download";
import { useTranslations } from "next-intl";
import { Button, buttonLook } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/fields/copy-field";

/** The recovery codes for a lost authenticator. They are shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTranslations("secondFactor");
  const text = `${codes.join("\n")}\n`;

  return (
    <div className="flex max-w-md flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="text-title font-semibold">{t("recoveryTitle")}</h2>
        <p className="text-small text-ink-2">{t("recoveryText")}</p>
      </div>
      <ul
        aria-label={t("recoveryTitle")}
        className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-2 border border-line bg-sidebar px-4 py-3 font-mono text-small"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={text} />
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="parley-recovery-codes.txt"
          className={buttonLook({ look: "quiet" })}
        >
          <Download size={16} aria-hidden />
          {t("download")}
        </a>
      </div>
      <Button onClick={onDone}>{t("kept")}</Button>
    </div>
  );
}
