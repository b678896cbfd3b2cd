"use client";

import { useTranslations } from "next-intl";
import { addBookmarkAction, updateBookmarkAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { webAddress } from "@/lib/shared/text/web-address";
import type { BookmarkView } from "@/lib/shared/views";

type BookmarkFormProps = { roomId: string; bookmark: BookmarkView | null; onClose: () => void };

/** Adds a bookmark, or changes one. */
export function BookmarkForm({ roomId, bookmark, onClose }: BookmarkFormProps) {
  const t = useTranslations("bookmarks");
  const ui = useTranslations("ui");
  const { form, refusal, isPending } = useForm(bookmark ? updateBookmarkAction : addBookmarkAction, onClose);
  const errors = useRefusal(refusal, t("gone"));

  return (
    <form {...form} className="flex flex-col gap-3 border-b border-line px-4.5 py-4">
      <input type="hidden" name="room" value={roomId} />
      {bookmark && <input type="hidden" name="bookmark" value={bookmark.id} />}
      <Field
        label={t("url")}
        name="url"
        inputMode="url"
        autoComplete="off"
        defaultValue={bookmark?.url}
        error={errors.of("url")}
        onBlur={({ currentTarget }) => {
          currentTarget.value = withProtocol(currentTarget.value);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") currentTarget.value = withProtocol(currentTarget.value);
        }}
        autoFocus
      />
      <Field
        label={t("name")}
        hint={t("nameHint")}
        name="title"
        autoComplete="off"
        defaultValue={bookmark?.title}
        error={errors.of("title")}
      />
      <Alert>{errors.all}</Alert>
      <div className="flex gap-2">
        <Button type="submit" size="small" disabled={isPending}>
          {bookmark ? ui("save") : t("add")}
        </Button>
        <Button look="bare" size="small" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

/** Completes an address that was typed without its protocol. */
function withProtocol(typed: string): string {
  const address = typed.trim();
  const isBare = address !== "" && !/^[a-z][a-z\d+.-]*:/i.test(address.replace(/^[^/]*:\d+/, ""));
  return isBare && webAddress(`https://${address}`) ? `https://${address}` : address;
}
