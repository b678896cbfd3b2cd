"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import type { Upload } from "@/lib/client/uploads/upload";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { isBlank } from "@/lib/shared/text/blank";

type Details = {
  upload: Upload;
  place: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
  onClose: () => void;
};

/** Renames a file of the draft, describes it, and moves it where no keyboard and no mouse are. */
export default function FileDetails({ upload, place, count, onMove, onRemove, onClose }: Details) {
  const t = useTranslations("uploads.details");
  const act = useUploadEngine();
  const [name, setName] = useState(upload.name);
  const [description, setDescription] = useState(upload.description);
  const [isTried, setTried] = useState(false);

  function save() {
    setTried(true);
    if (isBlank(name)) return;
    act((engine) => engine.rename(upload.id, { name: name.trim(), description: description.trim() }));
    onClose();
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        // The dialog is drawn inside the composer's form.
        event.stopPropagation();
        save();
      }}
    >
      <Field
        label={t("name")}
        value={name}
        maxLength={BROWSER_LIMITS.fileNameLength}
        error={isTried && isBlank(name) ? t("nameRequired") : null}
        onChange={(event) => setName(event.target.value)}
      />
      <TextAreaField
        label={t("description")}
        hint={t("descriptionHint")}
        value={description}
        maxLength={BROWSER_LIMITS.fileDescriptionLength}
        onChange={(event) => setDescription(event.target.value)}
      />
      {count > 1 && (
        <div className="flex flex-wrap gap-2">
          <Button look="quiet" size="small" disabled={place === 0} onClick={() => onMove(place - 1)}>
            {t("earlier")}
          </Button>
          <Button look="quiet" size="small" disabled={place === count - 1} onClick={() => onMove(place + 1)}>
            {t("later")}
          </Button>
        </div>
      )}
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="danger" onClick={onRemove}>
          {t("remove")}
        </Button>
        <Button type="submit">{t("save")}</Button>
      </div>
    </form>
  );
}
