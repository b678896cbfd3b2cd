"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { FoundPeopleView } from "@/lib/shared/views";
import type { Choosing } from "./candidate-check";
import { candidateOf, lookUp } from "./find-candidates";
import { LookedUp } from "./looked-up";
import { pastedNames } from "./pasted-names";

/** A pasted list of names. It is looked up and shown before anything happens. */
export function PastedList({ given, ...choosing }: Choosing & { given: string }) {
  const t = useTranslations("addMembers");
  const [list, type] = useState(given);
  const [state, setState] = useState<"calm" | "looking" | "failed">("calm");
  const [result, show] = useState<FoundPeopleView | null>(null);
  const names = pastedNames(list);
  const isTooLong = names.length > BROWSER_LIMITS.roomMembersAtOnce;

  async function look() {
    setState("looking");
    const answer = await lookUp(names, choosing.room);
    show(answer);
    setState(answer ? "calm" : "failed");
    if (answer) choosing.onChoose(answer.found.map(candidateOf).filter(({ bar }) => bar === null));
  }

  return (
    <div className="flex flex-col gap-2">
      <TextAreaField
        label={t("list")}
        hint={t("listHint")}
        error={
          isTooLong ? t("tooMany", { limit: BROWSER_LIMITS.roomMembersAtOnce, count: names.length }) : null
        }
        value={list}
        rows={5}
        spellCheck={false}
        autoFocus
        onChange={(event) => {
          type(event.currentTarget.value);
          show(null);
        }}
      />
      <Button
        look="quiet"
        size="small"
        className="self-start"
        disabled={names.length === 0 || isTooLong || state === "looking"}
        onClick={look}
      >
        {t(state === "looking" ? "looking" : "lookUp")}
      </Button>
      {state === "failed" && <Alert>{t("failed")}</Alert>}
      {result && <LookedUp result={result} {...choosing} />}
    </div>
  );
}
