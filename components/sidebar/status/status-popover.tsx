"use client";

import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import type { Opened } from "@/components/ui/menus/menu-list";
import "@/lib/client/page/style-nonce";
import { StatusEditor } from "./status-editor";

/** The reader's own status above their corner of the sidebar. */
export default function StatusPopover({ trigger, isOpen, onOpenChange }: Opened) {
  const t = useTranslations("presence");

  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger({})}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={t("own")}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-30 max-h-(--radix-popover-content-available-height) w-64 max-w-[calc(100vw-1rem)] animate-settle overflow-y-auto rounded-3 border border-line-strong bg-raised p-2 shadow-layer outline-none"
        >
          <StatusEditor onDone={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
