"use client";

import { clsx } from "clsx";
import ChevronRight from "lucide-react/icons/chevron-right";
import { DropdownMenu as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useIsNarrow } from "@/lib/client/page/use-is-wide";
import { ICON, ITEM, LAYER } from "./menu-looks";

type Words = { icon: ReactNode; label: string; hint?: string | undefined };
type Submenu = Words & { children: ReactNode };

/** A submenu: beside its entry, or unfolded in the menu where there is no space. */
export function Submenu(menu: Submenu) {
  return useIsNarrow() ? <Within {...menu} /> : <Beside {...menu} />;
}

function Beside({ children, ...words }: Submenu) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={ITEM}>
        <Name {...words} />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent sideOffset={4} collisionPadding={8} className={LAYER}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

function Within({ children, ...words }: Submenu) {
  const [isUnfolded, unfold] = useState(false);

  function onSelect(event: Event) {
    event.preventDefault();
    unfold(!isUnfolded);
  }

  return (
    <>
      <Radix.Item aria-expanded={isUnfolded} onSelect={onSelect} className={ITEM}>
        <Name {...words} isUnfolded={isUnfolded} />
      </Radix.Item>
      {isUnfolded && <div className="border-y border-line bg-sidebar py-1 pl-2">{children}</div>}
    </>
  );
}

function Name({ icon, label, hint, isUnfolded = false }: Words & { isUnfolded?: boolean }) {
  return (
    <>
      <span className={`${ICON} text-ink-2`}>{icon}</span>
      <span className="flex-1 truncate">{label}</span>
      {hint && !isUnfolded && <span className="truncate text-small text-ink-3">{hint}</span>}
      <ChevronRight size={15} aria-hidden className={clsx("text-ink-3", isUnfolded && "rotate-90")} />
    </>
  );
}
