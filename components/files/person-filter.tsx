"use client";

import User from "lucide-react/icons/user-round";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { UserView } from "@/lib/shared/views";
import type { FileQuery } from "./file-query";

const PeoplePicker = onDemand<{
  chosen: readonly UserView[];
  onChange: (people: UserView[]) => void;
  isSingle: boolean;
}>(() => import("@/components/people/people-picker").then(({ PeoplePicker }) => ({ default: PeoplePicker })));

type PersonFilterProps = { person: FileQuery["from"]; onChange: (person: FileQuery["from"]) => void };

/** Chooses the sender of the files in a list. */
export function PersonFilter({ person, onChange }: PersonFilterProps) {
  const t = useTranslations("filesPage");
  const [isOpen, open] = useState(false);

  function choose([user]: UserView[]) {
    open(false);
    if (user) onChange({ username: user.username, displayName: user.displayName });
  }

  return (
    <div className="flex min-w-0 flex-none items-center gap-1">
      <Button
        look="quiet"
        aria-haspopup="dialog"
        onClick={() => open(true)}
        className="min-w-0 max-w-60 px-3"
      >
        <User size={16} aria-hidden className="flex-none text-ink-3" />
        <bdi className="truncate">{person ? t("from", { name: person.displayName }) : t("anyone")}</bdi>
      </Button>
      {person && (
        <IconButton label={t("ofAnyone")} onClick={() => onChange(null)}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
      <Dialog title={t("choosePerson")} isOpen={isOpen} onOpenChange={open}>
        <PeoplePicker chosen={[]} onChange={choose} isSingle />
      </Dialog>
    </div>
  );
}
