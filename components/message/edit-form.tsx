"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { LengthLeft } from "@/components/composer/length-left";
import { WritingField } from "@/components/composer/writing-field";
import { Button } from "@/components/ui/button";
import { filesOfPaste } from "@/lib/client/uploads/data-transfer";
import { withName } from "@/lib/client/uploads/file-names";
import { keyToSend } from "@/lib/client/writing/enter-choice";
import type { MessageView } from "@/lib/shared/views";
import { AddToEdit } from "./files/add-to-edit";
import { EditFiles } from "./files/edit-files";
import { useEdit } from "./use-edit";

/** Edits a message in place. */
export default function EditForm({ message }: { message: MessageView }) {
  const t = useTranslations("editForm");
  const { text, type, left, canSave, save, cancel, refusal, onKey, added } = useEdit(message);
  const hasFiles = message.attachments.length + added.files.length > 0;
  const input = useFocusAtEnd();

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      // Before the field, which would take what is offered beside a picture for text.
      onPasteCapture={(event) => {
        const files = filesOfPaste(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        added.add(files.map(withName));
      }}
      className="my-1 flex flex-col rounded-2 border border-line-strong bg-raised focus-within:border-focus"
    >
      {(hasFiles || added.rejection) && <EditFiles message={message} added={added} />}
      {/* In a row: in a column the box could not be as high as its text. */}
      <div className="flex">
        <WritingField
          input={input}
          text={text}
          label={t("label")}
          isTooLong={(left ?? 0) < 0}
          onType={type}
          onSend={() => void save()}
          onKey={onKey}
        />
      </div>
      <footer className="flex flex-wrap items-center gap-2 px-2 pb-2">
        <AddToEdit onAdd={added.add} />
        <div className="flex-1 px-1.5 text-tiny text-ink-3">
          <FormFooter refusal={refusal} left={left} />
        </div>
        <div className="flex flex-none gap-2">
          <Button look="bare" size="small" onClick={cancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" size="small" disabled={!canSave}>
            {t("save")}
          </Button>
        </div>
      </footer>
    </form>
  );
}

/** The footer of the form: the refusal, else the remaining length near the limit, else the keys. */
function FormFooter({ refusal, left }: { refusal: string | null; left: number | null }) {
  const t = useTranslations("editForm");
  if (refusal) {
    return (
      <span role="alert" className="text-danger">
        {refusal}
      </span>
    );
  }
  if (left !== null) return <LengthLeft left={left} />;
  return <span className="max-md:hidden pointer-coarse:hidden">{t("hint", { key: keyToSend() })}</span>;
}

function useFocusAtEnd() {
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const field = input.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    field?.form?.scrollIntoView({ block: "nearest" });
  }, []);
  return input;
}
