import { useFormatter, useNow } from "next-intl";

/** A time as people say it, such as "12 minutes ago", with the whole of it on hover. For pages that the server draws. */
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
