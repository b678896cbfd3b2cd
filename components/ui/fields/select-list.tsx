"use client";

import Check from "lucide-react/icons/check";
import { Select as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import "@/lib/client/page/style-nonce";
import { getNonce } from "get-nonce";
import { ITEM } from "../menus/menu-looks";
import { SelectButton, type SelectOption } from "./select-button";

const LIST =
  "z-30 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-80 animate-settle overflow-hidden rounded-2 border border-line-strong bg-raised p-1 shadow-layer";

type SelectListProps = ComponentProps<typeof SelectButton> & {
  options: readonly SelectOption[];
  /** The chosen option's place. */
  index: number;
  onIndex: (index: number) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** A select with its list; see `Select`. Values are places in the list, because Radix takes no empty one. */
export default function SelectList({
  options,
  index,
  onIndex,
  isOpen,
  onOpenChange,
  ...button
}: SelectListProps) {
  return (
    <Radix.Root
      value={`${index}`}
      onValueChange={(place) => onIndex(Number(place))}
      open={isOpen}
      onOpenChange={onOpenChange}
      disabled={button.disabled ?? false}
    >
      <Radix.Trigger asChild>
        <SelectButton {...button} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          aria-label={button["aria-label"]}
          className={LIST}
        >
          <Radix.Viewport nonce={getNonce()}>
            {options.map((option, place) => (
              <Option key={option.value} option={option} place={place} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option: { label, sign }, place }: { option: SelectOption; place: number }) {
  return (
    <Radix.Item value={`${place}`} textValue={label} {...(sign && { "aria-label": label })} className={ITEM}>
      <span className="grid size-4 flex-none place-items-center">
        <Radix.ItemIndicator>
          <Check size={15} aria-hidden />
        </Radix.ItemIndicator>
      </span>
      <span className="truncate">
        <Radix.ItemText>{sign ?? label}</Radix.ItemText>
      </span>
    </Radix.Item>
  );
}
