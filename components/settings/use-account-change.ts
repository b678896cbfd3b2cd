"use client";

import { useRef, useState } from "react";
import { updateAccountAction } from "@/app/settings/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";

/** `refused` belongs to a field; `failed` to none, such as without an answer of the server. */
type Outcome = "saved" | "refused" | "failed";

/**
 * Saves changes of the reader's account at once. While one is on its way only the newest of the others waits, so that a time
 * which is being typed is not sent digit by digit.
 */
export function useAccountChange() {
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [isSaved, say] = useState(false);
  const waiting = useRef<FormData | null>(null);
  const isSaving = useRef(false);

  /** Resolves to null where an earlier call saves this change too. */
  async function save(form: FormData): Promise<Outcome | null> {
    waiting.current = form;
    if (isSaving.current) return null;
    isSaving.current = true;
    say(false);
    let error: Refusal | null = null;
    for (let next: FormData | null = form; next; next = waiting.current) {
      waiting.current = null;
      const reply = await askCalmly(updateAccountAction, next);
      error = reply.ok ? null : reply.error;
    }
    isSaving.current = false;
    refuse(error);
    say(error === null);
    if (!error) return "saved";
    return error.errors ? "refused" : "failed";
  }

  return { save, errors: useRefusal(refusal), isSaved };
}
