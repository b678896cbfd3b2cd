"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { finishFirstStepsAction } from "@/app/(chat)/actions";
import { PageHeader } from "@/components/room/page-header";
import { useReader } from "@/lib/client/chat/chat-context";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { FirstStepsView } from "@/lib/shared/views";
import { LeaveStart } from "./leave-start";
import { StartArt } from "./start-art";
import { StartSteps } from "./start-steps";
import { useGreeting } from "./use-greeting";

/** The start page of the person who set the workspace up: three steps, until they are done or hidden. */
export function StartPage({ steps }: { steps: FirstStepsView }) {
  const t = useTranslations("start");
  const { workspace } = useReader().rendered;
  const greeting = useGreeting();
  const general = Object.values(useMyRooms()).find(({ isDefault }) => isDefault);
  const isDone = steps.hasInvited && steps.hasRoom && steps.hasGreeted;
  useArrivals(general?.memberCount ?? 0);
  useFinish(isDone);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[592px] flex-col px-4 pt-8 pb-10 md:pt-12">
          <StartArt />
          <h2 className="text-[1.375rem] leading-7 font-semibold tracking-tight">
            {isDone ? t("done") : greeting}
          </h2>
          <p className="mt-1 text-pretty text-ink-2">{t(isDone ? "doneText" : "text", { workspace })}</p>
          <StartSteps steps={steps} general={general} />
          <LeaveStart isDone={isDone} />
        </div>
      </div>
    </main>
  );
}

/** Renders the page again when somebody arrives. */
function useArrivals(people: number): void {
  const router = useRouter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of people is what is watched.
  useEffect(() => router.refresh(), [router, people]);
}

/**
 * Once all is done, leaving the page finishes the first steps, so that the next visit leads to the rooms. Finishing them
 * earlier would let the next refresh of this page redirect its reader to a room.
 */
function useFinish(isDone: boolean): void {
  useEffect(() => {
    if (!isDone) return;
    return () => void askCalmly(finishFirstStepsAction, formOf({ hasFirstSteps: false }));
  }, [isDone]);
}
