"use client";

import {
  type SubmitEvent,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import type { Reply } from "@/lib/shared/errors";
import { type Action, askCalmly } from "./ask-calmly";
import { AskForProof } from "./ask-for-proof";

/**
 * A form over a server action that also works without its script. With the script it is submitted without React's
 * reset, so the input survives a refusal, and an unreachable server is a refusal instead of an error page. If the
 * server demands proof of identity, the form asks for it (AskForProof) and submits again.
 *
 * @param onDone runs with the answer after success
 */
export function useForm<T>(action: Action<T>, onDone?: (answer: T) => void) {
  const [posted, post] = useActionState(action, null);
  const [reply, setReply] = useState(posted);
  const [isPending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const askForProof = useContext(AskForProof);

  useEffect(() => {
    if (reply?.ok === false) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [reply]);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    start(async () => {
      const next = await askWithProof(action, given, askForProof);
      setReply(next);
      if (next.ok) onDone?.(next.data);
    });
  }

  return {
    refusal: reply?.ok === false ? reply.error : null,
    answer: reply?.ok ? reply.data : null,
    /** The refusal came without the script, so the input was not restored. */
    isFresh: reply === posted,
    isPending,
    form: { ref: form, action: post, onSubmit, noValidate: true },
  };
}

async function askWithProof<T>(
  action: Action<T>,
  form: FormData,
  askForProof: (() => Promise<boolean>) | null,
): Promise<Reply<T>> {
  const reply = await askCalmly(action, form);
  if (reply.ok || reply.error.reason !== "proof_needed" || !askForProof) return reply;
  if (await askForProof()) return askCalmly(action, form);
  // Shown for the whole form, because the form may have no password field.
  return { ok: false, error: { code: "forbidden", reason: "proof_needed", detail: reply.error.detail } };
}
