"use client";

import { clsx } from "clsx";
import CalendarIcon from "lucide-react/icons/calendar";
import X from "lucide-react/icons/x";
import { Popover as Radix } from "radix-ui";
import { type ComponentProps, useRef, useState } from "react";
import "@/lib/client/page/style-nonce";
import { Calendar, focusDay } from "./calendar";

const LOOKS = {
  field: "h-10 w-full border border-line-strong bg-raised px-3 pointer-coarse:h-11 pointer-coarse:text-title",
  filter: "h-8 px-2.5 text-small font-medium text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11",
} as const;

type DayPickerProps = Pick<ComponentProps<typeof Calendar>, "day" | "today" | "last" | "locale"> & {
  label: string;
  /** Id of a visible label. */
  describedBy?: string;
  look?: keyof typeof LOOKS;
  /** The chosen day in words, or words that stand for any day. */
  text: string;
  isSet: boolean;
  /** Name of the button that removes the day. */
  clear: string;
  onChange: (day: string | null) => void;
};

/** A day of a calendar that opens under its button. */
export function DayPicker(props: DayPickerProps) {
  const { label, describedBy, look = "field", text, isSet, clear, onChange, ...calendar } = props;
  const [isOpen, open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function empty() {
    onChange(null);
    // The button that empties the field goes away, and the focus with it.
    button.current?.focus();
  }

  function choose(day: string) {
    onChange(day);
    open(false);
  }

  return (
    <div className="relative min-w-0">
      <Radix.Root open={isOpen} onOpenChange={open}>
        <Radix.Trigger
          ref={button}
          aria-describedby={describedBy}
          aria-label={describedBy ? undefined : `${label}: ${text}`}
          className={clsx(
            "flex min-w-0 items-center gap-2 rounded-2 text-left",
            LOOKS[look],
            isSet && "pr-8",
          )}
        >
          <CalendarIcon size={16} aria-hidden className="flex-none text-ink-3" />
          <span className={clsx("truncate", !isSet && look === "field" && "text-ink-3")}>{text}</span>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            aria-label={label}
            onOpenAutoFocus={focusDay}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className="z-30 w-72 animate-settle rounded-3 border border-line-strong bg-raised p-2 shadow-layer outline-none"
          >
            <Calendar {...calendar} onChoose={choose} />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      {isSet && (
        <button
          type="button"
          aria-label={clear}
          onClick={empty}
          className="absolute inset-y-0 right-1 grid w-8 place-items-center text-ink-2 hover:text-ink pointer-coarse:w-11"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
