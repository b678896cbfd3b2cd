"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { nameOfText } from "@/lib/client/uploads/file-names";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";
import { applyChange } from "@/lib/client/writing/apply-change";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

type SendAsFile = { timeline: TimelineKey; input: RefObject<HTMLTextAreaElement | null> };

/** Makes a text that is longer than a message may be a file of the draft. The field's undo brings the text back. */
export default function SendAsFile({ timeline, input }: SendAsFile) {
  const t = useTranslations("uploads");
  const act = useUploadEngine();

  function makeFile() {
    const field = input.current;
    if (!field) return;
    const text = field.value;
    act((engine) => {
      const file = new File([text], nameOfText(text), { type: "text/plain" });
      void engine.add(timeline, [file]).then((ids) => {
        // The text stays where the file was not taken, or where more was typed.
        if (ids.length > 0 && field.value === text)
          applyChange(field, { from: 0, to: text.length, insert: "", select: [0, 0] });
      });
    });
  }

  return (
    <Button look="quiet" size="small" onClick={makeFile}>
      {t("asFile")}
    </Button>
  );
}
