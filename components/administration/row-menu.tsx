"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import { type ComponentProps, type ReactNode, useState } from "react";
import type { ConfirmForm } from "@/components/ui/dialogs/confirm-form";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menus/menu";
import { onDemand } from "@/components/ui/on-demand";

const Question = onDemand(() => import("@/components/ui/dialogs/confirm-window"));

type Asked<T> = Omit<ComponentProps<typeof ConfirmForm<T>>, "onCancel" | "onDone" | "isDangerous"> & {
  label: string;
  icon: ReactNode;
  title: string;
  isDangerous?: boolean;
};

type RowMenuProps<T> = {
  /** Name of the button. */
  label: string;
  links?: readonly { icon: ReactNode; label: string; href: string }[];
  actions?: readonly { icon: ReactNode; label: string; onSelect: () => void }[];
  /** An action that asks for confirmation. */
  ask: Asked<T>;
};

/** The menu of a table's row: links, actions, and an action that asks for confirmation. */
export function RowMenu<T>({ label, links = [], actions = [], ask }: RowMenuProps<T>) {
  const { label: entry, icon, title, isDangerous = false, ...question } = ask;
  const [isOpen, open] = useState(false);
  const close = () => open(false);
  const action = { kind: "action", icon, label: entry, isDangerous, onSelect: () => open(true) } as const;
  const entries = [
    ...links.map((link) => ({ kind: "link", ...link }) as const),
    ...actions.map((one) => ({ kind: "action", ...one }) as const),
  ];

  return (
    <>
      <Menu
        trigger={(opening) => (
          <IconButton label={label} {...opening}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        )}
        entries={entries.length > 0 ? [...entries, { kind: "line" }, action] : [action]}
      />
      <Dialog title={title} isOpen={isOpen} onOpenChange={open}>
        <Question
          {...(question as unknown as ComponentProps<typeof Question>)}
          isDangerous={isDangerous}
          onCancel={close}
          onDone={close}
        />
      </Dialog>
    </>
  );
}
