"use client";

import Clock from "lucide-react/icons/clock";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useScheduled } from "@/lib/client/chat/use-scheduled";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useStore } from "@/lib/client/state/use-store";
import type { ScheduledView } from "@/lib/shared/views";
import { NothingYet } from "../nothing-yet";
import { Passing } from "../passing";
import { View } from "../view";
import { type OpenDialog, ScheduledDialogs } from "./scheduled-dialogs";
import { ScheduledEntry } from "./scheduled-entry";
import { useScheduledActions } from "./use-scheduled-actions";

/** My scheduled messages of all rooms, the next one first; those that could not be sent before them. */
export function ScheduledList({ first }: { first: readonly ScheduledView[] }) {
  const t = useTranslations("scheduled");
  const views = useTranslations("views");
  const scheduled = useScheduled();
  const [rendered] = useState(first);
  const items = useStore(scheduled.store) ?? rendered;
  const acts = useScheduledActions();
  const [opened, open] = useState<OpenDialog | null>(null);
  const problem = useRefusal(acts.refusal, t("gone")).all;

  return (
    <>
      {acts.deleted && (
        <Passing>
          {t("deleted")}
          <Button look="quiet" size="small" onClick={acts.undoDelete}>
            {views("undo")}
          </Button>
        </Passing>
      )}
      {acts.refusal && <Passing>{problem ?? views("notDone")}</Passing>}
      <View
        label={t("title")}
        rows={[...items].sort(byState).map((item) => ({
          key: item.id,
          content: <ScheduledEntry item={item} acts={acts} onOpen={(what) => open({ item, what })} />,
        }))}
        state="whole"
        empty={<NothingYet icon={Clock} text={t("none")} />}
        onAgain={scheduled.refresh}
      />
      <ScheduledDialogs open={opened} acts={acts} onClose={() => open(null)} />
    </>
  );
}

const byState = (a: ScheduledView, b: ScheduledView) =>
  Number(a.state === "waiting") - Number(b.state === "waiting");
