"use client";

import { useTranslations } from "next-intl";
import type { FieldError, Refusal } from "@/lib/shared/errors";

/** Refusals of a whole input that are about one of its fields, and are told beside it. */
const FIELD_OF: Record<string, string> = {
  username_taken: "username",
  username_lookalike: "username",
  wrong_code: "code",
  email_taken: "email",
  room_name_taken: "name",
  external_id_taken: "externalId",
  wrong_room_password: "password",
};

/**
 * Says refusals in the reader's language: `all` for the form, `of` for one field. What is not there is a room, unless
 * `missing` says what else.
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

/** The server's words are many and stable, the messages are what we have words for: this narrows one to the other. */
function has<Key extends string>(t: { has: (key: Key) => boolean }, key: string): key is Key {
  return t.has(key as Key);
}
