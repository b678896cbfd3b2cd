"use client";

import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { useFocusBack } from "@/components/ui/dialogs/use-focus-back";
import "@/lib/client/page/style-nonce";
import { useBackCloses } from "@/lib/client/page/use-back-closes";
import { Switcher } from "./switcher";

type Window = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** The switcher in front of the page; see `Switching`. */
export default function SwitcherWindow({ isOpen, onOpenChange }: Window) {
  const t = useTranslations("switcher");
  const focusBack = useFocusBack(isOpen);
  useBackCloses(isOpen, () => onOpenChange(false));

  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-20 animate-appear bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={focusBack}
          className="fixed inset-x-3 top-3 z-20 mx-auto flex max-h-[70dvh] max-w-xl animate-settle flex-col overflow-hidden rounded-3 border border-line bg-raised shadow-layer outline-none md:top-[12dvh]"
        >
          <Radix.Title className="sr-only">{t("title")}</Radix.Title>
          <Switcher onClose={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
