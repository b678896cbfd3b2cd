import { addressOf } from "@/lib/client/connection/call";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { Refusal } from "@/lib/shared/errors";

/** Adds an emoji to the workspace. Resolves to a refusal, or null. */
export async function postEmoji(
  image: File,
  name: string,
  aliases: readonly string[],
): Promise<Refusal | null> {
  if (image.size > BROWSER_LIMITS.emojiBytes) return { code: "payload_too_large", detail: "" };
  const form = new FormData();
  form.set("name", name);
  for (const alias of aliases) form.append("aliases", alias);
  form.set("image", image);
  try {
    const response = await fetch(addressOf("GET /emoji", {}), { method: "POST", body: form });
    return response.ok ? null : ((await response.json()) as Refusal);
  } catch {
    // The network is down, or a proxy answered.
    return { code: "unavailable", detail: "" };
  }
}
