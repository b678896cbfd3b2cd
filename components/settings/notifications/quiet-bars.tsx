import { useTranslations } from "next-intl";
import type { QuietHours } from "@/lib/shared/views";

type Span = { from: number; to: number };
const DAY_MINUTES = 24 * 60;
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Returns the quiet minutes of a weekday; hours that reach into the next morning belong to both days. */
export function quietSpans({ days, from, to }: QuietHours, day: number): Span[] {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const isToday = days.includes(day);
  if (end > start) return isToday ? [{ from: start, to: end }] : [];
  const isYesterday = days.includes(day === 1 ? 7 : day - 1);
  return [
    ...(isYesterday && end > 0 ? [{ from: 0, to: end }] : []),
    ...(isToday ? [{ from: start, to: DAY_MINUTES }] : []),
  ];
}

/** The schedule of a week as a bar for each day. */
export function QuietBars({ quietHours, timeZone }: { quietHours: QuietHours | null; timeZone: string }) {
  const t = useTranslations("quiet");
  if (!quietHours) return null;

  return (
    <figure className="flex max-w-140 flex-col gap-1.5">
      <figcaption className="text-small text-ink-2">{t("scheduleText", { zone: timeZone })}</figcaption>
      {DAYS.map((day) => (
        <div key={day} className="flex items-center gap-3">
          <span className="w-24 flex-none text-small">{t(`day.${day}`)}</span>
          <Bar spans={quietSpans(quietHours, day)} />
        </div>
      ))}
      <div aria-hidden className="ms-27 flex justify-between text-tiny text-ink-3 tabular-nums">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </figure>
  );
}

function Bar({ spans }: { spans: readonly Span[] }) {
  return (
    <svg
      viewBox={`0 0 ${DAY_MINUTES} 12`}
      preserveAspectRatio="none"
      aria-hidden
      className="h-3 flex-1 rounded-pill bg-hover"
    >
      {spans.map(({ from, to }) => (
        <rect key={from} x={from} y={0} width={to - from} height={12} className="fill-accent opacity-75" />
      ))}
    </svg>
  );
}
