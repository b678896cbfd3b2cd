"use client";

import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import "@/lib/client/page/style-nonce";
import { ICON, ITEM, LAYER, NOTE } from "./menu-looks";
import { Scrim } from "./scrim";
import { Submenu } from "./submenu";
import { useSheet } from "./use-sheet";

export type MenuEntry =
  | {
      kind: "action";
      icon: ReactNode;
      label: string;
      /** The key that does the same without the menu. */
      keyName?: string | undefined;
      isDangerous?: boolean;
      onSelect: () => void;
    }
  | { kind: "link"; icon: ReactNode; label: string; href: string }
  | { kind: "line" }
  /** Words above the entries that follow. */
  | { kind: "note"; label: string }
  | {
      kind: "menu";
      icon: ReactNode;
      label: string;
      /** Some of its entries by name, where there is space. */
      hint?: string | undefined;
      entries: readonly MenuEntry[];
    }
  | {
      kind: "choices";
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      onChoose: (value: string) => void;
    };

export type Opened = {
  /** Renders the button that opens the menu, with the props it needs. */
  trigger: (opening: ComponentProps<"button">) => ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export type MenuProps = Opened & {
  /** The entries; a function is called when the menu opens. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
};

/** The menu itself; see `Menu`. */
export default function MenuList({ trigger, entries, isOpen, onOpenChange }: MenuProps) {
  const wanted = isOpen ? entries : [];
  const { isSheet, pull } = useSheet(isOpen, () => onOpenChange(false));

  return (
    <Radix.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger({})}</Radix.Trigger>
      {isSheet && isOpen && <Scrim />}
      <Radix.Portal>
        <Radix.Content {...pull} sideOffset={6} collisionPadding={8} align="start" className={LAYER}>
          <Entries entries={typeof wanted === "function" ? wanted() : wanted} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries never change places.
    <Entry key={index} entry={entry} />
  ));
}

/** An entry of a menu. */
export function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "line") return <Radix.Separator className="my-1 h-px bg-line" />;
  if (entry.kind === "note") return <Radix.Label className={NOTE}>{entry.label}</Radix.Label>;
  if (entry.kind === "choices") return <Choices entry={entry} />;
  if (entry.kind === "menu")
    return (
      <Submenu icon={entry.icon} label={entry.label} hint={entry.hint}>
        <Entries entries={entry.entries} />
      </Submenu>
    );
  const isDangerous = entry.kind === "action" && entry.isDangerous;
  const words = (
    <>
      <span className={clsx(ICON, isDangerous || "text-ink-2")}>{entry.icon}</span>
      <span className="truncate">{entry.label}</span>
      {entry.kind === "action" && entry.keyName && (
        <kbd className="ml-auto pl-4 font-sans text-tiny text-ink-3 pointer-coarse:hidden">
          {entry.keyName}
        </kbd>
      )}
    </>
  );
  if (entry.kind === "link") {
    return (
      <Radix.Item asChild className={ITEM}>
        <Link href={entry.href}>{words}</Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item onSelect={entry.onSelect} className={clsx(ITEM, isDangerous && "text-danger")}>
      {words}
    </Radix.Item>
  );
}

/** Radio entries, with a mark at the current one. */
function Choices({ entry }: { entry: Extract<MenuEntry, { kind: "choices" }> }) {
  return (
    <Radix.RadioGroup value={entry.value} onValueChange={entry.onChoose}>
      <Radix.Label className={NOTE}>{entry.label}</Radix.Label>
      {entry.options.map(({ value, label }) => (
        <Radix.RadioItem key={value} value={value} className={ITEM}>
          <span className={ICON}>
            <Radix.ItemIndicator>
              <Check size={15} aria-hidden />
            </Radix.ItemIndicator>
          </span>
          <span className="truncate">{label}</span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
