"use client";

import Check from "lucide-react/icons/check";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useMayAct } from "@/lib/client/actions/use-may-act";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MessageView } from "@/lib/shared/views";
import { useOwnConfirmation } from "./use-own-confirmation";

const People = onDemand<{ message: MessageView; waiting: number }>(() => import("./confirmation-people"));

/** The button that confirms a message which asks for it, and how many people have. */
export default function MessageConfirmation({ message }: { message: MessageView }) {
  const t = useTranslations("confirm");
  const { own, confirm } = useOwnConfirmation(message);
  const mayConfirm = useMayAct("confirm", message);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div
      role="group"
      aria-label={t("label")}
      className="mt-1 flex min-h-8 flex-wrap items-center gap-x-2 text-small text-ink-3"
    >
      {own?.isAsked &&
        (own.confirmedAt ? (
          <Confirmed at={own.confirmedAt} onUndo={mayConfirm ? () => void confirm(false) : null} />
        ) : (
          mayConfirm && (
            <Button look="quiet" size="small" title={t("confirmHint")} onClick={() => void confirm(true)}>
              <Check size={16} aria-hidden />
              {t("confirm")}
            </Button>
          )
        ))}
      {own && <Count message={message} waiting={own.waiting} />}
    </div>
  );
}

/** The time at which the reader confirmed it, and the way back while there is one. */
function Confirmed({ at, onUndo }: { at: string; onUndo: (() => void) | null }) {
  const t = useTranslations("confirm");
  const clock = useClock();
  const today = useToday(clock);
  const leftMs = Date.parse(at) + BROWSER_LIMITS.confirmUndoMinutes * 60_000 - Date.now();
  const [, tick] = useState(0);

  useEffect(() => {
    if (leftMs <= 0) return;
    const timer = setTimeout(() => tick((count) => count + 1), leftMs + 100);
    return () => clearTimeout(timer);
  }, [leftMs]);

  return (
    <>
      <span className="flex items-center gap-1.5 text-ink-2">
        <Check size={16} aria-hidden className="text-accent" />
        {t("confirmed", { when: clock.stamp(at, today) })}
      </span>
      {onUndo && leftMs > 0 && (
        <Button look="bare" size="small" className="px-2!" onClick={onUndo}>
          {t("undo")}
        </Button>
      )}
    </>
  );
}

/** The number of people who confirmed; for those who may see it, of how many, and a press shows who. */
function Count({ message, waiting }: { message: MessageView; waiting: number | null }) {
  const t = useTranslations("confirm");
  const [isShown, show] = useState(false);
  const count = message.confirmation?.confirmed ?? 0;
  if (waiting === null && count === 0) return null;
  if (waiting === null) return <span>{t("count", { count })}</span>;
  return (
    <>
      <Button
        look="bare"
        size="small"
        title={t("whoHint")}
        className="-ms-2 px-2!"
        onClick={() => show(true)}
      >
        {t("countOf", { count, total: count + waiting })}
      </Button>
      <Dialog title={t("who")} isOpen={isShown} onOpenChange={show}>
        <People message={message} waiting={waiting} />
      </Dialog>
    </>
  );
}
