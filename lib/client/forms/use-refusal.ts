"use client";

import { useTranslations } from "next-intl";
import type { FieldError, Refusal } from "@/lib/shared/errors";

/** Refusals of a whole input that belong beside one of its fields. */
const FIELD_OF: Record<string, string> = {
  username_taken: "username",
  username_lookalike: "username",
  handle_taken: "handle",
  handle_lookalike: "handle",
  wrong_code: "code",
  email_taken: "email",
  room_name_taken: "name",
  external_id_taken: "externalId",
  wrong_room_password: "password",
};

/**
 * Translates refusals: `all` for the form, `of` for one field.
 *
 * @param missing what `not_found` refers to; a room by default
 */
export function useRefusal(refusal: Refusal | null, missing?: string) {
  const t = useTranslations("refusal");
  const tField = useTranslations("refusal.field");

  function ofField(error: FieldError): string {
    const limit = error.limit ?? 0;
    const key = `${error.path}_${error.reason}`;
    if (has(tField, key)) return tField(key, { limit });
    return has(tField, error.reason) ? tField(error.reason, { limit }) : error.message;
  }

  function ofAll({ reason, code, retryAfter = 0 }: Refusal): string {
    if (code === "not_found" && missing) return missing;
    const minutes = Math.max(1, Math.ceil(retryAfter / 60));
    if (reason && has(t, reason)) return t(reason, { minutes });
    return has(t, code) ? t(code, { minutes }) : t("internal");
  }

  return {
    all: refusal && !refusal.errors && !FIELD_OF[refusal.reason ?? ""] ? ofAll(refusal) : null,
    of(path: string): string | null {
      if (!refusal) return null;
      if (FIELD_OF[refusal.reason ?? ""] === path) return ofAll(refusal);
      const error = refusal.errors?.find((each) => each.path === path);
      return error ? ofField(error) : null;
    },
  };
}

/** Narrows a server code to the codes that have a text. */
function has<Key extends string>(t: { has: (key: Key) => boolean }, key: string): key is Key {
  return t.has(key as Key);
}
