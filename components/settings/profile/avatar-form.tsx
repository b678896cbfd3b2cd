"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import type { AccountView } from "@/lib/shared/views";
import { putAvatar, removeAvatar } from "./avatar";

const TYPES = "image/png,image/jpeg,image/webp,image/gif";

/** A user's picture. The server crops a square; without a picture, initials are shown. */
export function AvatarForm({ account }: { account: AccountView }) {
  const t = useTranslations("avatar");
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, setPending] = useState(false);
  const errors = useRefusal(refusal);
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
    if (file) void keep(putAvatar(file));
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        <Avatar id={account.id} name={account.displayName} url={account.avatarUrl} size="large" />
        <div className="flex flex-wrap gap-2">
          <input ref={picker} type="file" accept={TYPES} onChange={choose} hidden />
          <Button look="quiet" size="small" disabled={isPending} onClick={() => picker.current?.click()}>
            {t(account.avatarUrl ? "change" : "choose")}
          </Button>
          {account.avatarUrl && (
            <Button look="danger" size="small" disabled={isPending} onClick={() => void keep(removeAvatar())}>
              {t("remove")}
            </Button>
          )}
        </div>
      </div>
      <Alert>{isNoPicture ? t("notAPicture") : errors.all}</Alert>
    </div>
  );
}
