"use client";

import Laptop from "lucide-react/icons/laptop";
import Smartphone from "lucide-react/icons/smartphone";
import { type ReactNode, useState } from "react";
import { Tag } from "@/components/ui/tag";
import type { PushDeviceView } from "@/lib/shared/views";

type DeviceRowProps = {
  kind: PushDeviceView["kind"];
  name: string;
  tag?: string | null;
  text: ReactNode;
  /** Buttons at the end. */
  children?: ReactNode;
  /** A note below the row, such as the result of a test. */
  note?: ReactNode;
};

/** A row of the list of places where notifications go. */
export function DeviceRow({ kind, name, tag, text, children, note }: DeviceRowProps) {
  const Icon = kind === "phone" ? Smartphone : Laptop;

  return (
    <li className="flex flex-col gap-2 border-b border-line py-2.5 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Icon size={16} aria-hidden className="flex-none text-ink-2" />
        <div className="flex min-w-40 flex-1 flex-col">
          <p className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{name}</span>
            {tag && <Tag>{tag}</Tag>}
          </p>
          <div className="text-tiny text-ink-2">{text}</div>
        </div>
        {children && <div className="flex flex-none items-center gap-3">{children}</div>}
      </div>
      <p role="status" className="text-tiny text-ink-2 empty:hidden sm:ps-7">
        {note}
      </p>
    </li>
  );
}

/** Runs an action and shows its note meanwhile and afterwards. */
export function useNote() {
  const [note, say] = useState<string | null>(null);
  const [isPending, wait] = useState(false);

  async function run(act: () => Promise<string>) {
    wait(true);
    say(null);
    say(await act());
    wait(false);
  }
  return { note, isPending, run };
}
