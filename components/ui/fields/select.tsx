"use client";

import { useState } from "react";
import { onDemand } from "../on-demand";
import { opensList } from "./opens-list";
import { SelectButton, type SelectLook, type SelectOption } from "./select-button";

export type SelectProps = {
  /** Name of the field in its form. */
  name?: string;
  options: readonly SelectOption[];
  value?: string;
  defaultValue?: string;
  /** Called after a choice. */
  onChoose?: (value: string) => void;
  look?: SelectLook;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  "aria-busy"?: boolean;
  disabled?: boolean;
};

const load = () => import("./select-list");
const SelectList = onDemand(load, ({ text, look, id, "aria-label": label }) => (
  <SelectButton {...{ text, look, id }} aria-label={label} aria-busy />
));

/**
 * A choice of one value in a form; needs an `aria-label`, or a label for its `id`. The list is loaded on first
 * contact.
 */
export function Select({ name, options, value, defaultValue, onChoose, ...rest }: SelectProps) {
  const [own, setOwn] = useState(defaultValue ?? options[0]?.value ?? "");
  const [isOpen, open] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const chosen = value ?? own;
  const index = options.findIndex((option) => option.value === chosen);
  const shown = options[index];
  const button = { ...rest, text: shown?.sign ?? shown?.label ?? "" };

  function show() {
    setOpened(true);
    open(true);
  }

  function choose(index: number) {
    const next = options[index]?.value ?? chosen;
    setOwn(next);
    onChoose?.(next);
  }

  return (
    <>
      {name && <input type="hidden" name={name} value={chosen} />}
      {wasOpened ? (
        <SelectList {...button} {...{ options, index, isOpen, onOpenChange: open, onIndex: choose }} />
      ) : (
        <SelectButton
          {...button}
          onClick={show}
          onPointerEnter={() => void load().catch(() => {})}
          onKeyDown={(event) => {
            if (!opensList(event)) return;
            event.preventDefault();
            show();
          }}
        />
      )}
    </>
  );
}
