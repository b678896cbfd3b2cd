"use client";

import { useTranslations } from "next-intl";
import { isId } from "@/lib/shared/is-id";
import type { AuditEntryView } from "@/lib/shared/views";

const isOfIds = (value: unknown) => [value].flat().every((one) => isId(String(one)));

/** What else an entry tells, in words where there are some; ids are nobody's words. */
export function useDetails(): (entry: AuditEntryView) => string {
  const t = useTranslations("audit.detail");
  const say = (word: string) => (t.has(word as "role") ? t(word as "role") : word);
  const sayValue = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).map(String).map(say).join(", ");

  return ({ details }) =>
    Object.entries(details)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, value]) => value !== null && value !== "" && !isOfIds(value))
      .map(([name, value]) => `${say(name)}: ${sayValue(value)}`)
      .join(" · ");
}
