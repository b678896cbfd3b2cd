"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import type { Reply } from "@/lib/shared/errors";
import { useBulkRun } from "./bulk-bar";
import { type Selectable, useSelection } from "./selection";

type BulkActionProps = {
  label: string;
  icon?: ReactNode;
  title: string;
  text: string;
  submit: string;
  isDangerous?: boolean;
  /** Asks the server for the change of one row, by the fields of the dialog. */
  ask: (item: Selectable, fields: FormData) => Promise<Reply<unknown>>;
  done: (count: number) => string;
  /** Fields of the dialog. */
  children?: ReactNode;
};

/** A button of the bulk bar. It asks for confirmation, then changes every chosen row. */
export function BulkAction({
  label,
  icon,
  title,
  isDangerous = false,
  ask,
  done,
  ...question
}: BulkActionProps) {
  const run = useBulkRun();
  const { chosen } = useSelection();
  const [isOpen, open] = useState(false);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    open(false);
    void run({ ask: (item) => ask(item, fields), done }, chosen);
  }

  return (
    <>
      <Button look={isDangerous ? "danger" : "bare"} size="small" onClick={() => open(true)}>
        {icon}
        {label}
      </Button>
      <Dialog title={title} isOpen={isOpen} onOpenChange={open}>
        <Question {...question} isDangerous={isDangerous} onSubmit={onSubmit} onCancel={() => open(false)} />
      </Dialog>
    </>
  );
}

type QuestionProps = Pick<BulkActionProps, "text" | "submit" | "isDangerous" | "children"> & {
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
