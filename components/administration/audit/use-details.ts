"use client";

import { useTranslations } from "next-intl";
import { isId } from "@/lib/shared/is-id";
import type { AuditEntryView } from "@/lib/shared/views";

const isOfIds = (value: unknown) => [value].flat().every((one) => isId(String(one)));

/** Describes an audit entry's details in words. Ids are not shown. */
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
