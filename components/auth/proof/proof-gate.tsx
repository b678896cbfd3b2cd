"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { AskForProof } from "@/lib/client/forms/ask-for-proof";
import type { ProofView } from "@/lib/shared/views";

const ProofForm = onDemand(() => import("./proof-form"));

type Gate = { methods: ProofView["methods"]; children: ReactNode };

/**
 * Forms below that change ways to log in ask for the password or a passkey when the server demands proof, and are then
 * sent again unchanged.
 */
export function ProofGate({ methods, children }: Gate) {
  const t = useTranslations("proof");
  const [answer, setAnswer] = useState<((isProved: boolean) => void) | null>(null);
  const ask = useCallback(() => new Promise<boolean>((resolve) => setAnswer(() => resolve)), []);

  function end(isProved: boolean) {
    answer?.(isProved);
    setAnswer(null);
  }

  return (
    <AskForProof value={ask}>
      {children}
      <Dialog title={t("title")} isOpen={answer !== null} onOpenChange={(isOpen) => !isOpen && end(false)}>
        <ProofForm methods={methods} onProved={() => end(true)} onCancel={() => end(false)} />
      </Dialog>
    </AskForProof>
  );
}
