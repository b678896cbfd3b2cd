import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "./button";

type Pages = {
  query: Record<string, string | undefined>;
  cursor: string | undefined;
  nextCursor: string | null;
};

/** Links through a paginated list, and back to its start. */
export function Pages({ query, cursor, nextCursor }: Pages) {
  const t = useTranslations("ui");
  const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
  if (!cursor && !nextCursor) return null;

  return (
    <nav aria-label={t("pages")} className="flex gap-2 pt-4">
      {cursor && (
        <Link href={{ query: kept }} className={buttonLook({ look: "quiet", size: "small" })}>
          {t("firstPage")}
        </Link>
      )}
      {nextCursor && (
        <Link
          href={{ query: { ...kept, cursor: nextCursor } }}
          className={buttonLook({ look: "quiet", size: "small" })}
        >
          {t("nextPage")}
        </Link>
      )}
    </nav>
  );
}
