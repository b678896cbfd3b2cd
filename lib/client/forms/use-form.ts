"use client";

import { unstable_rethrow } from "next/navigation";
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
import { AskForProof } from "./ask-for-proof";

export type Action<T> = (previous: Reply<T> | null, form: FormData) => Promise<Reply<T>>;

/**
 * A form over a server action that also works before (or without) its script. With the script it is sent without the
 * reset that React gives every form action, so that what was typed survives a refusal; and a server that is away is a
 * refusal like any other instead of an error page. Where the server wants proof of who the reader is, they are asked for it
 * (AskForProof) and the form is sent again. `onDone` runs with the answer when it worked.
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
    /** The refusal came without a script, which does not bring back what was typed. */
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
  // Told for the whole form, since it may have no field for a password.
  return { ok: false, error: { code: "forbidden", reason: "proof_needed", detail: reply.error.detail } };
}

/** A server action's reply, where a server that is away is a refusal like any other. */
export async function askCalmly<T>(action: Action<T>, form: FormData): Promise<Reply<T>> {
  try {
    return await action(null, form);
  } catch (error) {
    // A redirect travels as an exception.
    unstable_rethrow(error);
    return { ok: false, error: { code: "unavailable", detail: "" } };
  }
}
