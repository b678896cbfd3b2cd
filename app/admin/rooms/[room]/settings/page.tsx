import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ArchiveRoom } from "@/components/administration/rooms/settings/archive-room";
import { DeleteRoom } from "@/components/administration/rooms/settings/delete-room";
import { KindForm } from "@/components/administration/rooms/settings/kind-form";
import { RoomForm } from "@/components/administration/rooms/settings/room-form";
import { RoomPasswordForm } from "@/components/administration/rooms/settings/room-password-form";
import { Section } from "@/components/ui/section";
import { shownRoom } from "../shown-room";

type Props = { params: Promise<{ room: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("adminRoom"))("settings") };
}

export default async function RoomSettingsPage({ params }: Props) {
  const room = await shownRoom((await params).room);
  const t = await getTranslations("adminRoomSettings");
  const { kind, archivedAt } = room;

  return (
    <>
      {archivedAt ? (
        <p className="pb-6 text-ink-2">{t("archivedText")}</p>
      ) : (
        <>
          <Section title={t("about")}>
            <RoomForm room={room} />
          </Section>
          <Section title={t("kind")} text={t("kindText")}>
            <KindForm room={room} />
          </Section>
          {kind === "password" && (
            <Section title={t("password")} text={t("passwordText")}>
              <RoomPasswordForm room={room.id} />
            </Section>
          )}
        </>
      )}
      <Section
        title={t(archivedAt ? "restore" : "archive")}
        text={t(archivedAt ? "restoreText" : "archiveText")}
      >
        <ArchiveRoom room={room} />
      </Section>
      <Section title={t("delete")} text={t("deleteText")}>
        <DeleteRoom room={room} />
      </Section>
    </>
  );
}
