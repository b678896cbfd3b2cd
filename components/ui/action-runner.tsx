"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";
import { type Action, askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import { IconButton } from "./icon-button";

type ActionRunner = <T>(action: Action<T>, values: Record<string, unknown>) => Promise<T | null>;

const ActionRunnerContext = createContext<ActionRunner>(async () => null);

/**
 * Runs a server action that has no form to show its refusal, such as a menu entry. The refusal appears at the edge of
 * the page.
 */
export const useServerAction = () => use(ActionRunnerContext);

const SHOWN_MS = 10_000;

/** Provides `useServerAction` to everything below. */
export function ActionRunnerProvider({ children }: { children: ReactNode }) {
  const [refusal, tell] = useState<Refusal | null>(null);
  const act: ActionRunner = useCallback(async (action, values) => {
    tell(null);
    const reply = await askCalmly(action, formOf(values));
    if (reply.ok) return reply.data;
    tell(reply.error);
    return null;
  }, []);

  useEffect(() => {
    if (!refusal) return;
    const timer = setTimeout(() => tell(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);

  return (
    <ActionRunnerContext value={act}>
      {children}
      <RefusalToast refusal={refusal} onClose={() => tell(null)} />
    </ActionRunnerContext>
  );
}

function RefusalToast({ refusal, onClose }: { refusal: Refusal | null; onClose: () => void }) {
  const t = useTranslations();
  const { all } = useRefusal(refusal);

  return (
    <div role="alert" className="fixed inset-x-3 bottom-20 z-40 flex justify-center empty:hidden">
      {refusal && (
        <p className="flex animate-settle items-center gap-2 rounded-2 border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 text-small shadow-layer">
          {all ?? t("refusal.validation_failed")}
          <IconButton label={t("ui.close")} onClick={onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        </p>
      )}
    </div>
  );
}
