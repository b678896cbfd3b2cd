"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { CommandResult } from "@/lib/client/commands/command";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useClock } from "@/lib/client/time/use-clock";

type Notice = { outcome: CommandResult; onSendAsText: () => void; onDismiss: () => void };

/** The result of a command. A failed one stays in the field; an unknown one can be sent as text. */
export default function CommandNotice({ outcome, onSendAsText, onDismiss }: Notice) {
  const t = useTranslations("commands");
  const words = useWords(outcome);
  if (!words) return null;
  const isDone = outcome.kind === "done";

  return (
    <div
      role={isDone ? "status" : "alert"}
      className="flex items-center gap-2 border-b border-line py-1 pr-1.5 pl-3.5 text-small"
    >
      <p className={isDone ? "min-w-0 flex-1 text-ink-2" : "min-w-0 flex-1 text-danger"}>{words}</p>
      {outcome.kind === "failed" && outcome.why === "unknown" && (
        <Button size="small" look="quiet" onClick={onSendAsText}>
          {t("sendAsText")}
        </Button>
      )}
      <IconButton label={t("dismiss")} onClick={onDismiss} className="size-7!">
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

function useWords(outcome: CommandResult): string | null {
  const t = useTranslations();
  const clock = useClock();
  const refusal = outcome.kind === "refused" ? outcome.refusal : null;
  const errors = useRefusal(refusal);
  const [field] = refusal?.errors ?? [];

  if (outcome.kind === "failed") return t(`commands.failed.${outcome.why}`, { name: outcome.name ?? "" });
  if (outcome.kind === "refused")
    return errors.all ?? (field ? errors.of(field.path) : t("refusal.internal"));
  if (!outcome.said) return null;
  return t(`commands.said.${outcome.said}`, { until: outcome.until ? clock.stamp(outcome.until) : "" });
}
