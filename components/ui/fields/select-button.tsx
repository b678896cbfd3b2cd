import { clsx } from "clsx";
import ChevronDown from "lucide-react/icons/chevron-down";
import type { ComponentProps } from "react";

const LOOKS = {
  field: "h-10 justify-between rounded-2 border border-line-strong bg-raised px-3 aria-invalid:border-danger",
  filter:
    "h-8 rounded-2 px-2.5 text-small font-medium text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11",
  plain: "-mx-2 min-h-6 rounded-row px-2 text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:min-h-11",
} as const;

export type SelectOption = {
  value: string;
  label: string;
  /** Shown in place of the label, such as an emoji. */
  sign?: string;
};

export type SelectLook = keyof typeof LOOKS;

type SelectButtonProps = ComponentProps<"button"> & { text: string; look?: SelectLook | undefined };

/** The button of a select, with the chosen value. In a table it is plain text until it is pointed at. */
export function SelectButton({ text, look = "field", className, ...props }: SelectButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={false}
      className={clsx(
        "group/select inline-flex min-w-0 items-center gap-1.5 text-left outline-none",
        "focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus disabled:opacity-60",
        LOOKS[look],
        className,
      )}
      {...props}
      role="combobox"
      aria-haspopup="listbox"
    >
      <span className="truncate">{text}</span>
      <ChevronDown
        size={14}
        aria-hidden
        className={clsx(
          "flex-none text-ink-3",
          look === "plain" &&
            "opacity-0 group-hover/select:opacity-100 group-focus-visible/select:opacity-100 group-aria-expanded/select:opacity-100",
        )}
      />
    </button>
  );
}
