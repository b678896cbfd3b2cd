type MarkProps = { name: string; url?: string | null | undefined; isLarge?: boolean };

/** The workspace's picture, or the first letter of its name. */
export function Mark({ name, url, isLarge }: MarkProps) {
  const size = isLarge ? "size-18 rounded-[18px] text-[26px]" : "size-7 rounded-2 text-small";
  return url ? (
    // biome-ignore lint/performance/noImgElement: it is small and ours already; there is nothing to optimise.
    <img src={url} alt="" className={`flex-none bg-hover object-cover ${size}`} />
  ) : (
    <span
      aria-hidden
      className={`grid flex-none place-items-center bg-accent font-bold text-accent-ink select-none ${size}`}
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
