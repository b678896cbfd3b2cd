"use client";

import Check from "lucide-react/icons/check";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "@/lib/client/style-nonce";

const ITEM =
  "flex h-8 items-center gap-2.5 rounded-1 px-2.5 text-small outline-none select-none data-highlighted:bg-hover";

/** A menu that opens from its trigger. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          align="start"
          className="z-30 min-w-56 animate-settle rounded-2 border border-line-strong bg-raised p-1 shadow-layer"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type Choices = {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
};

/** One of several, with a mark at the one that holds. */
export function MenuChoices({ label, value, options, onChoose }: Choices) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChoose}>
      <Radix.Label className="px-2.5 pt-1.5 pb-1 text-tiny font-semibold text-ink-3">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={ITEM}>
          <span className="grid size-4 place-items-center">
            <Radix.ItemIndicator>
              <Check size={15} aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** A line between groups. */
export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

/** Something to do. */
export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Radix.Item onSelect={onSelect} className={ITEM}>
      {children}
    </Radix.Item>
  );
}
