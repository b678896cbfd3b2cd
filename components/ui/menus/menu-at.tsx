"use client";

import { clsx } from "clsx";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "@/lib/client/page/style-nonce";
import { Entry, type MenuEntry } from "./menu-list";
import { LAYER } from "./menu-looks";
import { Scrim } from "./scrim";
import { useSheet } from "./use-sheet";

type MenuAt = {
  label: string;
  at: { x: number; y: number };
  entries: readonly MenuEntry[];
  /** Content above the entries, made of `MenuHeadItem`. */
  head?: ReactNode;
  /** The element that stays bright behind a sheet. */
  subject?: Element | null;
  onClose: () => void;
  /** Called after closing, to place the focus. */
  onClosed: () => void;
};

/** A menu at a point of the screen: under the pointer, or at a long press. */
export function MenuAt({ label, at, entries, head, subject, onClose, onClosed }: MenuAt) {
  const { isSheet, pull } = useSheet(true, onClose);

  return (
    <Radix.Root modal={false} open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden className="pointer-events-none fixed size-0" style={{ left: at.x, top: at.y }} />
      </Radix.Trigger>
      {isSheet && <Scrim subject={subject} />}
      <Radix.Portal>
        <Radix.Content
          {...pull}
          aria-label={label}
          aria-labelledby={undefined}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className={LAYER}
        >
          {head}
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries never change places.
            <Entry key={index} entry={entry} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A small entry in a row above a menu. */
export function MenuHeadItem({
  label,
  isOn,
  onSelect,
  children,
}: {
  label: string;
  isOn?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Radix.Item
      aria-label={label}
      textValue={label}
      onSelect={onSelect}
      className={clsx(
        "grid size-9 place-items-center rounded-2 text-title outline-none select-none data-highlighted:bg-hover",
        "phone:size-11 phone:rounded-pill phone:text-[1.375rem]",
        isOn ? "bg-accent-soft phone:shadow-[inset_0_0_0_1px_var(--color-accent)]" : "phone:bg-hover",
      )}
    >
      {children}
    </Radix.Item>
  );
}
