"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import type { Reply } from "@/lib/shared/errors";
import { useBulkRun } from "./bulk-bar";
import { type Selectable, useSelection } from "./selection";

type BulkActionProps = {
  /** The texts of the action. */
  words:
    | `peopleBulk.${"rooms" | "role" | "deactivate" | "reactivate"}`
    | `roomsBulk.${"archive" | "restore"}`
    | "membersBulk"
    | "placesBulk"
    | "invitationsBulk";
  icon?: ReactNode;
  isDangerous?: boolean;
  /** Asks the server for the change of one row, by the fields of the dialog. */
  ask: (item: Selectable, fields: FormData) => Promise<Reply<unknown>>;
  /** Fields of the dialog. */
  children?: ReactNode;
};

/** A button of the bulk bar. It asks for confirmation, then changes every chosen row. One action runs at a time. */
export function BulkAction({ words, icon, isDangerous = false, ask, children }: BulkActionProps) {
  const t = useTranslations(words);
  const { run, isRunning } = useBulkRun();
  const { chosen } = useSelection();
  const [isOpen, open] = useState(false);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    open(false);
    void run({ ask: (item) => ask(item, fields), done: (count) => t("done", { count }) }, chosen);
  }

  return (
    <>
      <Button
        look={isDangerous ? "danger" : "bare"}
        size="small"
        disabled={isRunning}
        onClick={() => open(true)}
      >
        {icon}
        {t("label")}
      </Button>
      <Dialog title={t("title", { count: chosen.length })} isOpen={isOpen} onOpenChange={open}>
        <Question
          text={t("text")}
          submit={t("label")}
          isDangerous={isDangerous}
          onSubmit={onSubmit}
          onCancel={() => open(false)}
        >
          {children}
        </Question>
      </Dialog>
    </>
  );
}

type QuestionProps = {
  text: string;
  submit: string;
  isDangerous: boolean;
  children: ReactNode;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  onCancel: () => void;
};

function Question({ text, submit, isDangerous, children, onSubmit, onCancel }: QuestionProps) {
  const t = useTranslations("selection");
  const { chosen } = useSelection();

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-ink-2">{text}</p>
      <p className="max-h-24 overflow-y-auto text-small break-words">
        {chosen.map(({ name }) => name).join(", ")}
      </p>
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" look={isDangerous ? "warning" : "primary"}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
