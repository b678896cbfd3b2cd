"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";
import { type Action, askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import type { Refusal } from "@/lib/shared/errors";
import { onDemand } from "./on-demand";

const RefusalToast = onDemand(() => import("./refusal-toast"));

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
      <div
        role="status"
        className="pointer-events-none fixed inset-x-3 top-15 z-40 flex justify-end empty:hidden md:inset-x-5"
      >
        {refusal && <RefusalToast refusal={refusal} onClose={() => tell(null)} />}
      </div>
    </ActionRunnerContext>
  );
}
