"use client";

import Hash from "lucide-react/icons/hash";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { InviteByEmail } from "@/components/inviting/invite-by-email";
import { InviteLink } from "@/components/inviting/invite-link";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { Button, buttonLook } from "@/components/ui/button";
import { useReader } from "@/lib/client/chat/chat-context";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { FirstStepsView, MyRoomView } from "@/lib/shared/views";
import { StartStep } from "./start-step";

type StartStepsProps = { steps: FirstStepsView; general: MyRoomView | undefined };

/** The steps that are done and those that are left: the workspace, people, a room, a first message. */
export function StartSteps({ steps, general }: StartStepsProps) {
  const t = useTranslations("start");
  const ask = useAsk();
  const name = general?.name ?? "";

  return (
    <ol className="mt-6 flex flex-col border-t border-line">
      <StartStep number={1} isDone title={t("setUp.title")} text={<SetUpText />} />
      <InviteStep {...steps} />
      <StartStep number={3} isDone={steps.hasRoom} title={t("room.title")} text={t("room.text")}>
        {!steps.hasRoom && (
          <Button look="quiet" size="small" onClick={() => ask({ kind: "room" })}>
            <Hash size={16} aria-hidden />
            {t("room.button")}
          </Button>
        )}
      </StartStep>
      {general && (
        <StartStep
          number={4}
          isDone={steps.hasGreeted}
          title={t("hello.title", { room: name })}
          text={t("hello.text")}
        >
          {!steps.hasGreeted && (
            <Link href={roomPath(general)} className={buttonLook({ look: "quiet", size: "small" })}>
              <Hash size={16} aria-hidden />
              {t("hello.button", { room: name })}
            </Link>
          )}
        </StartStep>
      )}
    </ol>
  );
}

function SetUpText() {
  const t = useTranslations("start");
  return t.rich("setUp.text", {
    link: (words) => (
      <Link href="/admin/settings" className="font-semibold text-accent hover:underline">
        {words}
      </Link>
    ),
  });
}

function InviteStep({ hasInvited, people }: FirstStepsView) {
  const t = useTranslations("start");
  const router = useRouter();
  const { inviting } = useReader().rendered;
  const again = () => router.refresh();

  return (
    <StartStep
      number={2}
      isDone={hasInvited}
      title={t("invite.title")}
      text={people > 1 ? t("invite.arrived", { count: people - 1 }) : t("invite.text")}
    >
      <div className="flex flex-col gap-1">
        <InviteLink onMade={again} />
        {inviting === "mail" && <InviteByEmail onSent={again} />}
      </div>
    </StartStep>
  );
}
