"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { PICTURE_TYPES } from "./picture-request";

type PictureFieldProps = { name: string; onChange: (picture: File | null) => void };

/** The workspace's picture, optional, before there is an account that could upload it. */
export function PictureField({ name, onChange }: PictureFieldProps) {
  const t = useTranslations();
  const picker = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [isRefused, refuse] = useState(false);
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);

  function take(picture: File | null, refused = false) {
    setUrl(picture && URL.createObjectURL(picture));
    refuse(refused);
    onChange(picture);
  }

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (!file) return;
    const isPicture = file.size <= BROWSER_LIMITS.avatarBytes && (await canDecode(file));
    take(isPicture ? file : null, !isPicture);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-small font-medium">{t("welcome.picture")}</span>
      <div className="flex items-center gap-3">
        <Mark name={name || "Parley"} url={url} />
        <input ref={picker} type="file" accept={PICTURE_TYPES} onChange={choose} hidden />
        <Button look="quiet" size="small" onClick={() => picker.current?.click()}>
          {t(url ? "avatar.changeMark" : "avatar.chooseMark")}
        </Button>
        {url && (
          <Button look="bare" size="small" onClick={() => take(null)}>
            {t("avatar.remove")}
          </Button>
        )}
      </div>
      <Alert>{isRefused && t("avatar.notAPicture")}</Alert>
    </div>
  );
}

/** Resolves to false for a damaged file, or one that is no picture. */
const canDecode = (file: File) =>
  createImageBitmap(file).then(
    (bitmap) => {
      bitmap.close();
      return true;
    },
    () => false,
  );
