import { unstable_rethrow } from "next/navigation";
import type { Reply } from "@/lib/shared/errors";

export type Action<T> = (previous: Reply<T> | null, form: FormData) => Promise<Reply<T>>;

/** Calls a server action. An unreachable server is a refusal like any other. */
export async function askCalmly<T>(action: Action<T>, form: FormData): Promise<Reply<T>> {
  try {
    return await action(null, form);
  } catch (error) {
    // Next.js throws redirects as exceptions.
    unstable_rethrow(error);
    return { ok: false, error: { code: "unavailable", detail: "" } };
  }
}
