import { headers } from "next/headers";
import type { z } from "zod";
import { DomainError, toRefusal } from "@/lib/core/errors";
import type { Operation } from "@/lib/core/operation";
import { limitPerPerson } from "@/lib/core/person-concurrency";
import { noteActionBegun } from "@/lib/platform/http/action-bodies";
import type { Reply } from "@/lib/shared/errors";
import { inputOf } from "./form";
import { callerOfPage } from "./page";

/**
 * Makes a server action for one operation, for `useActionState`: the form's fields are the input, and refusals come
 * back as a reply. Next refuses actions whose Origin is not this site's.
 *
 * @param after runs after success, and may redirect
 */
export function action<I extends z.ZodType, Out>(
  operation: Operation<I, Out>,
  after?: (out: Out, form: FormData) => Promise<void> | void,
) {
  return async (_previous: Reply<Out> | null, form: FormData): Promise<Reply<Out>> => {
    noteActionBegun();
    const reply = await replyOf(operation, form);
    if (reply.ok) await after?.(reply.data, form);
    return reply;
  };
}

async function replyOf<I extends z.ZodType, Out>(
  operation: Operation<I, Out>,
  form: FormData,
): Promise<Reply<Out>> {
  try {
    if (!(form instanceof FormData))
      throw new DomainError("validation_failed", "The request must be a form.");
    await headers(); // Marks the calling page as dynamic.
    const caller = await callerOfPage();
    const act = () => operation(caller, inputOf(form) as z.input<I>);
    const isBounded = operation.isPublic || operation.isBatched;
    return { ok: true, data: await (isBounded ? act() : limitPerPerson(caller, "writes", act)) };
  } catch (error) {
    return { ok: false, error: toRefusal(error).refusal };
  }
}
