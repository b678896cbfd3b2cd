"use client";

import Camera from "lucide-react/icons/camera";
import Image from "lucide-react/icons/image";
import Paperclip from "lucide-react/icons/paperclip";
import Plus from "lucide-react/icons/plus";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menus/menu";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

/** Types that make an iPhone convert its HEIC photos and HEVC videos, which other browsers do not show. */
const PHOTOS = "image/jpeg,image/png,image/gif,image/webp,video/mp4";

/** The plus of the composer: it opens the file picker, and on a touch screen asks first whether for a photo. */
export default function AddFiles({ timeline }: { timeline: TimelineKey }) {
  const t = useTranslations("uploads");
  const act = useUploadEngine();
  const acts = useMessageActions();
  const isFine = matchMedia("(pointer: fine)").matches;
  const [camera, photos, any] = [useInput(), useInput(), useInput()];

  function take(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    // Without this, the same file could not be chosen again.
    event.target.value = "";
    act((engine) => void engine.add(timeline, files));
    // On a touch screen the keyboard would cover the files.
    if (isFine) acts.focusComposer();
  }

  const icon = <Plus size={18} aria-hidden />;
  const inputs = (
    <>
      <input ref={camera} type="file" accept="image/jpeg" capture="environment" onChange={take} hidden />
      <input ref={photos} type="file" accept={PHOTOS} multiple onChange={take} hidden />
      <input ref={any} type="file" multiple onChange={take} hidden data-any />
    </>
  );
  if (isFine)
    return (
      <>
        {inputs}
        <IconButton label={t("add")} onClick={() => any.current?.click()}>
          {icon}
        </IconButton>
      </>
    );
  const entry = (label: "camera" | "photos" | "files", Icon: typeof Camera, input: typeof any) => ({
    kind: "action" as const,
    icon: <Icon size={16} aria-hidden />,
    label: t(`addMenu.${label}`),
    onSelect: () => input.current?.click(),
  });
  return (
    <>
      {inputs}
      <Menu
        trigger={(opening) => (
          <IconButton label={t("add")} {...opening}>
            {icon}
          </IconButton>
        )}
        entries={[
          entry("camera", Camera, camera),
          entry("photos", Image, photos),
          entry("files", Paperclip, any),
        ]}
      />
    </>
  );
}

const useInput = () => useRef<HTMLInputElement>(null);
