import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import type { MenuEntry } from "@/components/ui/menus/menu-list";

type Steps = {
  labels: Record<"up" | "down", string>;
  /** The place in the list, and the length of it. */
  at: number;
  count: number;
  onMove: (by: -1 | 1) => void;
};

/** The menu entries that move something one place up or down in its list; none where it is not in the list. */
export function stepEntries({ labels, at, count, onMove }: Steps): MenuEntry[] {
  const up: MenuEntry = {
    kind: "action",
    icon: <ArrowUp size={16} aria-hidden />,
    label: labels.up,
    onSelect: () => onMove(-1),
  };
  const down: MenuEntry = {
    kind: "action",
    icon: <ArrowDown size={16} aria-hidden />,
    label: labels.down,
    onSelect: () => onMove(1),
  };
  return [...(at > 0 ? [up] : []), ...(at >= 0 && at < count - 1 ? [down] : [])];
}
