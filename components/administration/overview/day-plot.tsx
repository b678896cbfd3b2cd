import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";

type DayCount = { day: string; count: number };

const HEIGHT = 64;
const STEP = 10;
const BAR = 8;

/** Messages of the last days as bars, and as a table for screen readers. */
export function DayPlot({ days }: { days: readonly DayCount[] }) {
  const t = useTranslations("overview");
  const dateOf = useDayName();
  const highest = Math.max(1, ...days.map(({ count }) => count));

  return (
    <>
      <svg
        aria-hidden
        viewBox={`0 0 ${days.length * STEP - (STEP - BAR)} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-16 w-full"
      >
        {days.map(({ day, count }, index) => {
          const height = count === 0 ? 1 : Math.max(2, (count / highest) * HEIGHT);
          return (
            <rect
              key={day}
              x={index * STEP}
              y={HEIGHT - height}
              width={BAR}
              height={height}
              className={clsx(index === days.length - 1 ? "fill-accent" : "fill-line-strong")}
            >
              <title>{`${dateOf(day)}: ${count}`}</title>
            </rect>
          );
        })}
      </svg>
      <p aria-hidden className="flex justify-between pt-1 text-tiny text-ink-3">
        <span>{dateOf(days[0]?.day ?? "")}</span>
        <span>{t("today")}</span>
      </p>
      <table className="sr-only">
        <caption>{t("messages")}</caption>
        <tbody>
          {days.map(({ day, count }) => (
            <tr key={day}>
              <th scope="row">{dateOf(day)}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Names a day, such as 30 Nov. */
function useDayName(): (day: string) => string {
  const format = useFormatter();
  return (day) =>
    day && format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
}
