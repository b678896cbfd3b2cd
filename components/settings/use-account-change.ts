"use client";

import { useRef, useState } from "react";
import { updateAccountAction } from "@/app/settings/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";

/**
 * Saves changes of the reader's account at once. While one is on its way only the newest of the others waits, so that a time
 * which is being typed is not sent digit by digit.
 *
 * @param onFailure runs after a refusal that belongs to no field, such as that of a server that is away
 */
export function useAccountChange(onFailure?: () => void) {
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [isSaved, say] = useState(false);
  const waiting = useRef<FormData | null>(null);
  const isSaving = useRef(false);

  async function save(form: FormData) {
    waiting.current = form;
    if (isSaving.current) return;
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
    if (error && !error.errors) onFailure?.();
  }

  return { save, errors: useRefusal(refusal), isSaved };
}
