"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FoundPeopleView } from "@/lib/shared/views";
import { CandidateCheck, type Choosing } from "./candidate-check";
import { candidateOf } from "./find-candidates";

/** The number of names a line lists; the rest is a number. */
const SHOWN = 50;

/** The result of a looked-up list: people to add, members, unknown names, and ambiguous ones. */
export function LookedUp({ result, ...choosing }: Choosing & { result: FoundPeopleView }) {
  const t = useTranslations("addMembers");
  const { found, ambiguous, missing } = result;
  const candidates = found.map(candidateOf);
  const count = new Set(candidates.filter(({ bar }) => bar === null).map(({ id }) => id)).size;
  const namesOf = (bar: "isMember" | "isDeactivated") =>
    candidates.filter((one) => one.bar === bar).map(({ name }) => name);

  return (
    <div role="status" className="flex flex-col gap-2 text-small">
      <p className="font-medium">{t("fits", { count })}</p>
      <Names names={namesOf("isMember")}>{(names) => t("present", { names })}</Names>
      <Names names={namesOf("isDeactivated")}>{(names) => t("deactivated", { names })}</Names>
      <Names names={missing} isWrong>
        {(names) => t("missing", { names, count: missing.length })}
      </Names>
      {ambiguous.map(({ given, people }) => (
        <fieldset key={given}>
          <legend>{t("ambiguous", { name: given })}</legend>
          {people.map((one) => (
            <CandidateCheck key={one.person.id} one={candidateOf(one)} {...choosing} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

type Names = { names: string[]; isWrong?: boolean; children: (names: string) => ReactNode };

function Names({ names, isWrong, children }: Names) {
  const t = useTranslations("addMembers");
  const unique = [...new Set(names)];
  if (unique.length === 0) return null;
  const others = unique.length - SHOWN;
  const told = [...unique.slice(0, SHOWN), ...(others > 0 ? [t("others", { count: others })] : [])];
  return (
    <p className={isWrong ? "break-words text-danger" : "break-words text-ink-2"}>
      {children(told.join(", "))}
    </p>
  );
}
