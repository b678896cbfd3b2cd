"use client";

import ImagePlus from "lucide-react/icons/image-plus";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldNote } from "@/components/ui/fields/field-note";
import { PICTURE_TYPES } from "@/components/ui/pictures/picture-request";

type Image = { image: File | null; onChange: (image: File | null) => void; error: string | null };

/** The image of a new emoji, as it looks on the page. */
export function ImageField({ image, onChange, error }: Image) {
  const t = useTranslations("customEmoji");
  const picker = useRef<HTMLInputElement>(null);
  const note = useId();
  const url = useUrl(image);

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (file) onChange(file);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-small font-medium">{t("image")}</span>
      <div className="flex items-center gap-3">
        <span className="grid size-14 flex-none place-items-center rounded-2 border border-line-strong bg-canvas text-ink-3">
          {url ? (
            // biome-ignore lint/performance/noImgElement: a file of this device
            <img src={url} alt="" className="max-h-12 max-w-12" />
          ) : (
            <ImagePlus size={20} aria-hidden />
          )}
        </span>
        <input ref={picker} type="file" accept={PICTURE_TYPES} onChange={choose} hidden />
        <Button look="quiet" size="small" aria-describedby={note} onClick={() => picker.current?.click()}>
          {t(image ? "change" : "choose")}
        </Button>
      </div>
      <FieldNote id={note} hint={t("imageHint")} error={error} />
    </div>
  );
}

/** The address of a chosen file, while it is shown. */
function useUrl(image: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!image) return setUrl(null);
    const made = URL.createObjectURL(image);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  return url;
}
