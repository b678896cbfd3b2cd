"use client";

import Camera from "lucide-react/icons/camera";
import ChartBarBig from "lucide-react/icons/chart-bar-big";
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
import { useAskPoll } from "../poll/use-ask-poll";

/** Types that make an iPhone convert its HEIC photos and HEVC videos, which other browsers do not show. */
const PHOTOS = "image/jpeg,image/png,image/gif,image/webp,video/mp4";

/** The plus of the composer: files, on a touch screen photos too, and a poll. */
export default function AddFiles({ timeline }: { timeline: TimelineKey }) {
  const t = useTranslations("uploads");
  const act = useUploadEngine();
  const acts = useMessageActions();
  const askPoll = useAskPoll(timeline);
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
          <IconButton label={t("addAny")} {...opening}>
            {icon}
          </IconButton>
        )}
        entries={[
          ...(isFine ? [] : [entry("camera", Camera, camera), entry("photos", Image, photos)]),
          entry("files", Paperclip, any),
          {
            kind: "action",
            icon: <ChartBarBig size={16} aria-hidden />,
            label: t("addMenu.poll"),
            onSelect: () => askPoll(""),
          },
        ]}
      />
    </>
  );
}

const useInput = () => useRef<HTMLInputElement>(null);
