"use client";

import Check from "lucide-react/icons/check";
import { DropdownMenu as Radix } from "radix-ui";
import { type ComponentProps, useLayoutEffect, useRef } from "react";
import "@/lib/client/page/style-nonce";
import { ITEM, LAYER } from "../menus/menu-looks";
import { SelectButton, type SelectOption } from "./select-button";

type SelectListProps = ComponentProps<typeof SelectButton> & {
  options: readonly SelectOption[];
  /** The chosen option's place. */
  index: number;
  onIndex: (index: number) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/**
 * A select with its list; see `Select`. It is a menu of Radix with the roles of a list: the Select of Radix hides the
 * page from screen readers while it is open.
 */
export default function SelectList(props: SelectListProps) {
  const { options, index, onIndex, isOpen, onOpenChange, ...button } = props;

  return (
    <Radix.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild disabled={button.disabled ?? false}>
        <SelectButton {...button} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          role="listbox"
          {...(button.id && { "aria-labelledby": button.id })}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={LAYER}
        >
          {options.map((option, place) => (
            <Option
              key={option.value}
              option={option}
              isChosen={place === index}
              onChoose={() => onIndex(place)}
            />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type OptionProps = { option: SelectOption; isChosen: boolean; onChoose: () => void };

function Option({ option: { label, sign }, isChosen, onChoose }: OptionProps) {
  const item = useRef<HTMLDivElement>(null);

  // Before the menu takes the focus, which it then leaves where it is: a select begins at its value.
  useLayoutEffect(() => {
    if (!isChosen) return;
    item.current?.focus({ preventScroll: true });
    const frame = requestAnimationFrame(() => item.current?.scrollIntoView({ block: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, [isChosen]);

  return (
    <Radix.Item
      ref={item}
      role="option"
      aria-selected={isChosen}
      aria-label={sign && label}
      textValue={label}
      onSelect={onChoose}
      className={ITEM}
    >
      <span className="grid size-4 flex-none place-items-center">
        {isChosen && <Check size={15} aria-hidden />}
      </span>
      <span className="truncate">{sign ?? label}</span>
    </Radix.Item>
  );
}
