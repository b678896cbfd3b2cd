"use client";

import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useRef } from "react";
import type { ControllerRef, ZoomRef } from "yet-another-react-lightbox";
import "@/lib/client/page/style-nonce";
import { useFocusBack } from "@/components/ui/dialogs/use-focus-back";
import { useBackCloses } from "@/lib/client/page/use-back-closes";
import { displayText } from "@/lib/shared/text/shown";
import { Caption } from "./caption";
import { Filmstrip } from "./filmstrip";
import { LightboxHeader } from "./lightbox-header";
import type { OpenedFile } from "./shown-file";
import { Stage } from "./stage";
import { StepButton } from "./step-button";
import { useFileActs } from "./use-file-acts";
import { useLightboxFiles } from "./use-lightbox-files";
import { useLightboxKeys } from "./use-lightbox-keys";

/** Files in front of the page, dark in both themes. Escape, Back, a swipe down and the close button close it. */
export default function Lightbox({ opened, onClose }: { opened: OpenedFile; onClose: () => void }) {
  const t = useTranslations("lightbox");
  const focusBack = useFocusBack(true);
  const { files, at, go } = useLightboxFiles(opened);
  const shown = files[at];
  const controller = useRef<ControllerRef>(null);
  const zoom = useRef<ZoomRef>(null);
  const acts = useFileActs(shown);
  const step = (by: -1 | 1) => (by < 0 ? controller.current?.prev() : controller.current?.next());
  const onKeyDownCapture = useLightboxKeys({ zoom, onStep: step, ...acts });
  useBackCloses(true, onClose);

  const isEmpty = shown === undefined;
  useEffect(() => {
    if (isEmpty) onClose();
  }, [isEmpty, onClose]);
  if (!shown) return null;

  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Content
          data-theme="dark"
          aria-describedby={undefined}
          onKeyDownCapture={onKeyDownCapture}
          onCloseAutoFocus={focusBack}
          onOpenAutoFocus={(event) => {
            // The dialog itself: a button in focus would show its outline over the image.
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          className="lightbox safe-area fixed inset-0 z-30 flex animate-appear flex-col bg-sidebar text-ink outline-none"
        >
          <Radix.Title className="sr-only">{t("title", { name: displayText(shown.file.name) })}</Radix.Title>
          <LightboxHeader shown={shown} acts={acts} onClose={onClose} />
          <div className="flex min-h-0 flex-1 items-center gap-6 md:px-5">
            <StepButton label={t("previous")} isOff={at === 0} onStep={() => step(-1)}>
              <ChevronLeft size={20} aria-hidden />
            </StepButton>
            <div className="relative min-w-0 flex-1 self-stretch">
              <Stage files={files} at={at} onGo={go} onClose={onClose} controller={controller} zoom={zoom} />
            </div>
            <StepButton label={t("next")} isOff={at === files.length - 1} onStep={() => step(1)}>
              <ChevronRight size={20} aria-hidden />
            </StepButton>
          </div>
          <Caption shown={shown} />
          <Filmstrip files={files} at={at} onGo={go} said={acts.said} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
