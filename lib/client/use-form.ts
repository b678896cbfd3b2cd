"use client";

import { unstable_rethrow } from "next/navigation";
import { type SubmitEvent, useActionState, useEffect, useRef, useState, useTransition } from "react";
import type { Reply } from "@/lib/shared/errors";

export type Action<T> = (previous: Reply<T> | null, form: FormData) => Promise<Reply<T>>;

/**
 * A form over a server action that also works before (or without) its script. With the script it is sent without the
 * reset that React gives every form action, so that what was typed survives a refusal; and a server that is away is a
 * refusal like any other instead of an error page. `onDone` runs with the answer when it worked.
 */
export function useForm<T>(action: Action<T>, onDone?: (answer: T) => void) {
  const [posted, post] = useActionState(action, null);
  const [reply, setReply] = useState(posted);
  const [isPending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (reply?.ok === false) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [reply]);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    start(async () => {
      const next = await askCalmly(action, given);
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
