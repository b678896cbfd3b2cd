"use client";

import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import "@/lib/client/style-nonce";

export type MenuEntry =
  | { kind: "action"; icon: ReactNode; label: string; isDangerous?: boolean; onSelect: () => void }
  | { kind: "link"; icon: ReactNode; label: string; href: string }
  | { kind: "line" }
  | {
      kind: "choices";
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      onChoose: (value: string) => void;
    };

export type MenuProps = {
  /** The button that opens it, with what the menu hands to it. */
  trigger: (opening: ComponentProps<"button">) => ReactElement;
  entries: readonly MenuEntry[];
};

const ITEM =
  "flex h-8 items-center gap-2.5 rounded-1 px-2.5 text-small outline-none select-none data-highlighted:bg-hover";

/** The menu itself, open from the start: somebody has just asked for it. */
export default function MenuList({ trigger, entries }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger({})}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          align="start"
          className="z-30 min-w-56 animate-settle rounded-2 border border-line-strong bg-raised p-1 shadow-layer"
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries never change places.
            <Entry key={index} entry={entry} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "line") return <Radix.Separator className="my-1 h-px bg-line" />;
  if (entry.kind === "choices") return <Choices entry={entry} />;
  const words = (
    <>
      <span className="grid size-4 place-items-center text-ink-2">{entry.icon}</span>
      {entry.label}
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
    <Radix.Item onSelect={entry.onSelect} className={clsx(ITEM, entry.isDangerous && "text-danger")}>
      {words}
    </Radix.Item>
  );
}

/** One of several, with a mark at the one that holds. */
function Choices({ entry }: { entry: Extract<MenuEntry, { kind: "choices" }> }) {
  return (
    <Radix.RadioGroup value={entry.value} onValueChange={entry.onChoose}>
      <Radix.Label className="px-2.5 pt-1.5 pb-1 text-tiny font-semibold text-ink-3">
        {entry.label}
      </Radix.Label>
      {entry.options.map(({ value, label }) => (
        <Radix.RadioItem key={value} value={value} className={ITEM}>
          <span className="grid size-4 place-items-center">
            <Radix.ItemIndicator>
              <Check size={15} aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
