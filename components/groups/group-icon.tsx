import { clsx } from "clsx";
import Users from "lucide-react/icons/users";

const SIZES = {
  small: "size-7 rounded-2",
  normal: "size-9 rounded-[10px]",
  card: "size-14 rounded-[14px]",
} as const;
const ICONS = { small: 14, normal: 16, card: 20 } as const;

/** The sign of a group, where a person has a picture. */
export const GroupIcon = ({ size = "normal" }: { size?: keyof typeof SIZES }) => (
  <span aria-hidden className={clsx("grid flex-none place-items-center bg-hover text-ink-2", SIZES[size])}>
    <Users size={ICONS[size]} />
  </span>
);
