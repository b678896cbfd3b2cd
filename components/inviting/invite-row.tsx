import type { ComponentType } from "react";

type InviteRowProps = {
  icon: ComponentType<{ size?: number; className?: string; "aria-hidden"?: boolean }>;
  label: string;
  note?: string | undefined;
  onClick: () => void;
};

/** A row below the link: another way to bring people in. */
export function InviteRow({ icon: Icon, label, note, onClick }: InviteRowProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="-mx-2 flex min-h-8 items-center gap-3 rounded-row px-2 text-left hover:bg-hover max-md:min-h-11"
    >
      <Icon size={16} aria-hidden className="flex-none text-ink-2" />
      <span className="flex-1 text-small">{label}</span>
      {note && <span className="text-tiny text-ink-3 max-md:hidden">{note}</span>}
    </button>
  );
}
