"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type ReactNode, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { AVATAR_PATH } from "@/lib/client/connection/paths";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import { PICTURE_TYPES, type PicturePath, putPicture, removePicture } from "./picture-request";

const WORDS = {
  avatar: { choose: "choose", change: "change" },
  mark: { choose: "chooseMark", change: "changeMark" },
} as const;

type PictureFormProps = { path: PicturePath; hasPicture: boolean; children: ReactNode };

/** Changes a picture, which `children` shows: a person's or the workspace's. The server crops a square. */
export function PictureForm({ path, hasPicture, children }: PictureFormProps) {
  const t = useTranslations("avatar");
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, setPending] = useState(false);
  const errors = useRefusal(refusal);
  const words = path === AVATAR_PATH ? WORDS.avatar : WORDS.mark;
  const isNoPicture = refusal?.errors !== undefined || refusal?.code === "unsupported_media_type";

  async function keep(asked: Promise<Refusal | null>) {
    setPending(true);
    const refused = await asked;
    setRefusal(refused);
    setPending(false);
    if (!refused) router.refresh();
  }

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (file) void keep(putPicture(path, file));
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        {children}
        <div className="flex flex-wrap gap-2">
          <input ref={picker} type="file" accept={PICTURE_TYPES} onChange={choose} hidden />
          <Button look="quiet" size="small" disabled={isPending} onClick={() => picker.current?.click()}>
            {t(hasPicture ? words.change : words.choose)}
          </Button>
          {hasPicture && (
            <Button
              look="danger"
              size="small"
              disabled={isPending}
              onClick={() => void keep(removePicture(path))}
            >
              {t("remove")}
            </Button>
          )}
        </div>
      </div>
      <Alert>{isNoPicture ? t("notAPicture") : errors.all}</Alert>
    </div>
  );
}
