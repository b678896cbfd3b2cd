const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Working hours in UTC: from Lisbon to Novosibirsk somebody is at work. */
const OPENS = 7;
const CLOSES = 17;

/** People have been talking until just now, at whatever hour the demo is made. */
const TODAY_FROM = 3 * HOUR;
const TODAY_UNTIL = 45 * MINUTE;

type Span = { from: number; until: number };

/** The working time before `now` as one range from 0 to 1, without nights and weekends. */
export class Calendar {
  private readonly spans: Span[];
  private readonly length: number;

  constructor(
    readonly now: number,
    days: number,
  ) {
    this.spans = spansBefore(now, days);
    this.length = this.spans.reduce((sum, { from, until }) => sum + until - from, 0);
  }

  get beginning(): number {
    return this.spans[0]?.from ?? this.now;
  }

  /** Returns the moment at a fraction of the range, in milliseconds since the epoch. */
  at(fraction: number): number {
    let left = fraction * this.length;
    for (const { from, until } of this.spans) {
      if (left <= until - from) return Math.round(from + left);
      left -= until - from;
    }
    return this.spans.at(-1)?.until ?? this.now;
  }
}

function spansBefore(now: number, days: number): Span[] {
  const spans = [{ from: now - TODAY_FROM, until: now - TODAY_UNTIL }];
  for (let day = startOf(now); spans.length < days; day -= DAY) {
    const until = Math.min(day + CLOSES * HOUR, now - TODAY_FROM);
    if (isWorkday(day) && until > day + OPENS * HOUR) spans.unshift({ from: day + OPENS * HOUR, until });
  }
  return spans;
}

const startOf = (moment: number) => moment - (moment % DAY);

const isWorkday = (day: number) => ![0, 6].includes(new Date(day).getUTCDay());
