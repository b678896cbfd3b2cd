import { useTranslations } from "next-intl";

/** A kind of job in words; one that has none by its name. */
export function JobKind({ kind }: { kind: string }) {
  const t = useTranslations("jobs.kinds");
  return t.has(kind as "mail.send") ? t(kind as "mail.send") : kind;
}
