import { clsx } from "clsx";

/** The number of `--color-avatar-…` in globals.css. */
const COLOURS = 12;

const SIZES = {
  small: "size-5 rounded-row text-[9px]",
  medium: "size-7 rounded-2 text-[11px]",
  normal: "size-9 rounded-[10px] text-[13.5px]",
  card: "size-14 rounded-[14px] text-[20px]",
  large: "size-18 rounded-[18px] text-[26px]",
} as const;

const PIXELS = { small: 20, medium: 28, normal: 36, card: 56, large: 72 } as const;

type Avatar = {
  id: string;
  name: string;
  url?: string | null | undefined;
  size?: keyof typeof SIZES;
  /** A press opens the person's card; a name beside it does the same for the keyboard. */
  isPerson?: boolean;
  className?: string;
};

/**
 * A person's picture, or their initials on a fixed colour. Hidden from screen readers, because the name stands beside
 * it.
 */
export function Avatar({ id, name, url, size = "normal", isPerson, className }: Avatar) {
  if (url) {
    return (
      // biome-ignore lint/performance/noImgElement: it is small and ours already; there is nothing to optimise.
      <img
        src={url}
        alt=""
        loading="lazy"
        data-person={isPerson ? id : undefined}
        width={PIXELS[size]}
        height={PIXELS[size]}
        className={clsx(
          "flex-none bg-hover object-cover",
          isPerson && "cursor-pointer",
          SIZES[size],
          className,
        )}
      />
    );
  }
  return (
    <span
      aria-hidden
      data-person={isPerson ? id : undefined}
      className={clsx(
        "grid flex-none place-items-center font-semibold text-avatar-ink select-none",
        isPerson && "cursor-pointer",
        SIZES[size],
        colourOf(id),
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

function colourOf(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 0x7fffffff;
  return `bg-avatar-${(sum % COLOURS) + 1}`;
}

function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const [first = "", last = ""] = words.length > 1 ? [words[0], words.at(-1)] : [words[0], ""];
  const initials = `${[...first][0] ?? ""}${[...last][0] ?? ""}`;
  return initials.toUpperCase();
}
