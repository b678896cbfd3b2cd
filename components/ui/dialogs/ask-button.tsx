"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { Button } from "../button";
import { onDemand } from "../on-demand";
import type { ConfirmForm } from "./confirm-form";
import { Dialog } from "./dialog";

const Question = onDemand(() => import("./confirm-window"));

type AskButton<T> = Omit<ComponentProps<typeof ConfirmForm<T>>, "onCancel" | "onDone"> & {
  label: string;
  title: string;
  look?: ComponentProps<typeof Button>["look"];
  /** Replaces the label on narrow screens. */
  icon?: ReactNode;
};

/** A button for an irreversible action; it asks for confirmation. */
export function AskButton<T>({ label, title, look = "danger", icon, ...question }: AskButton<T>) {
  const [isOpen, open] = useState(false);
  const close = () => open(false);

  return (
    <>
      <Button look={look} size="small" onClick={() => open(true)}>
        {icon}
        <span className={icon ? "max-md:sr-only" : undefined}>{label}</span>
      </Button>
      <Dialog title={title} isOpen={isOpen} onOpenChange={open}>
        <Question
          {...(question as unknown as ComponentProps<typeof Question>)}
          onCancel={close}
          onDone={close}
        />
      </Dialog>
    </>
  );
}
