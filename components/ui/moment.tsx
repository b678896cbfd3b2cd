import { useFormatter, useNow } from "next-intl";

/** A relative time such as "12 minutes ago", with the full time on hover. For server-rendered pages. */
export function Moment({ at }: { at: string }) {
  const format = useFormatter();
  const now = useNow();
  const isJustNow = Math.abs(now.getTime() - Date.parse(at)) < 60_000;

  return (
    <time
      dateTime={at}
      title={format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
      suppressHydrationWarning
    >
      {format.relativeTime(isJustNow ? now : new Date(at), now)}
    </time>
  );
}
