/** The look of a reaction. */
export const CHIP = "flex h-6.5 items-center gap-1 rounded-pill border px-2 text-small tabular-nums";
