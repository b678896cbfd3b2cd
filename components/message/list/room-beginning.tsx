"use client";

import Mail from "lucide-react/icons/mail";
import UserPlus from "lucide-react/icons/user-plus";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PersonAvatar } from "@/components/people/person-avatar";
import { RoomIcon } from "@/components/room/room-icon";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { Button } from "@/components/ui/button";
import { useChat, useReader } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { othersIn } from "@/lib/client/rooms/room-sections";
import { useMay } from "@/lib/client/rooms/use-may";
import { useClock } from "@/lib/client/time/use-clock";
import type { MyRoomView } from "@/lib/shared/views";

type Beginning = { room: MyRoomView; name: string };

/** The start of a room: what it is for, who created it, and the next steps. */
export default function RoomBeginning({ room, name }: Beginning) {
  const t = useTranslations("message.beginning");
  const { account } = useChat();
  const [other] = othersIn(room, account.id);
  const kind = room.name !== null ? "room" : other ? "direct" : "self";

  return (
    <div className="flex flex-col gap-1 pt-6 column pb-2">
      {room.kind === "direct" && other ? (
        <PersonAvatar person={other} />
      ) : (
        <span className="grid size-9 place-items-center rounded-2 bg-hover">
          <RoomIcon room={room} me={account.id} size={20} />
        </span>
      )}
      <p className="mt-1 text-title font-semibold">{t(kind, { name })}</p>
      {room.kind !== "direct" && <About room={room} />}
    </div>
  );
}

function About({ room }: { room: MyRoomView }) {
  const t = useTranslations("about");

  return (
    <>
      <p dir="auto" className="max-w-xl whitespace-pre-line text-ink-2">
        {[room.topic, room.description, t(`kinds.${room.kind}`)].filter(Boolean).join("\n")}
      </p>
      {room.kind !== "group" && <CreatedBy room={room} />}
      <NextSteps room={room} />
    </>
  );
}

/** Owners are listed first, the person who created the room among them. */
const OWNERS = 10;

function CreatedBy({ room: { id, createdAt } }: { room: MyRoomView }) {
  const t = useTranslations();
  const { account } = useChat();
  const on = useClock().longDate(createdAt);
  const owners = useGet(addressOf("GET /rooms/{room}/members", { room: id, limit: OWNERS }));
  const creator = owners?.items.find(({ entry }) => entry === "created")?.user;

  if (creator?.id === account.id) return <Fact>{t("about.entry.created", { on })}</Fact>;
  if (!creator) return <Fact>{t("message.beginning.createdOn", { on })}</Fact>;
  return <Fact>{t("message.beginning.createdBy", { name: creator.displayName, on })}</Fact>;
}

const Fact = ({ children }: { children: ReactNode }) => <p className="text-small text-ink-3">{children}</p>;

function NextSteps({ room }: { room: MyRoomView }) {
  const t = useTranslations("message.beginning");
  const ask = useAsk();
  const may = useMay(room);
  const { inviting } = useReader().rendered;

  return (
    <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
      {may("add") && (
        <Button look="quiet" size="small" onClick={() => ask({ kind: "addPeople", room })}>
          <UserPlus size={16} aria-hidden />
          {t("addPeople")}
        </Button>
      )}
      {inviting && room.kind !== "group" && room.archivedAt === null && (
        <Button look="quiet" size="small" onClick={() => ask({ kind: "invite", room })}>
          <Mail size={16} aria-hidden />
          {t("invite")}
        </Button>
      )}
      {may("change") && !room.topic && (
        <Button look="quiet" size="small" onClick={() => ask({ kind: "topic", room })}>
          {t("setTopic")}
        </Button>
      )}
    </div>
  );
}
