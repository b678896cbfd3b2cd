import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotificationForms } from "@/components/settings/notifications/notification-forms";
import { QuietBars } from "@/components/settings/notifications/quiet-bars";
import type { LeveledRoom } from "@/components/settings/notifications/room-levels";
import { QuietHoursForm } from "@/components/settings/quiet-hours-form";
import { QuietNowForm } from "@/components/settings/quiet-now-form";
import { QuietState } from "@/components/settings/quiet-state";
import { DeskHeading } from "@/components/ui/desk";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/core/actor";
import { readNotificationSettings } from "@/lib/domain/notifications/read-settings";
import { readAccount } from "@/lib/domain/people/read-account";
import { listPushDevices } from "@/lib/domain/push/devices";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentActor } from "@/lib/doors/page";
import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView } from "@/lib/shared/views";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("notifications") };
}

export default async function NotificationsPage() {
  const actor = await currentActor();
  const [account, settings, { items: devices }, rooms, { canMail }] = await Promise.all([
    readAccount(actor, {}),
    readNotificationSettings(actor, {}),
    listPushDevices(actor, {}),
    readRooms(actor),
    readWorkspace(actor, {}),
  ]);
  const t = await getTranslations();
  const leveled = rooms.map((room) => toLeveled(room, account.id, t("levels.alone")));

  return (
    <>
      <DeskHeading title={t("settings.notifications")} text={t("noticeSettings.about")} />
      <NotificationForms
        userId={account.id}
        initial={settings}
        devices={devices}
        mail={{ canMail, role: account.role, address: account.email, timeZone: account.timeZone ?? "UTC" }}
        rooms={leveled.sort((a, b) => a.name.localeCompare(b.name))}
      >
        <Section title={t("quiet.title")} text={t("quiet.text")}>
          <QuietNowForm quietUntil={account.quietUntil} />
          <QuietHoursForm quietHours={account.quietHours} />
          <QuietState quietHours={account.quietHours} timeZone={account.timeZone} />
          <QuietBars quietHours={account.quietHours} timeZone={account.timeZone ?? "UTC"} />
        </Section>
      </NotificationForms>
    </>
  );
}

/** Reads all rooms of the caller, in the pages that the list has. */
async function readRooms(actor: Actor): Promise<MyRoomView[]> {
  const rooms: MyRoomView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRooms(actor, { limit: LIMITS.pageSize.max, cursor });
    rooms.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && rooms.length < LIMITS.syncRooms);
  return rooms;
}

/** Names a room for its reader: a conversation by the others in it. */
function toLeveled(
  { id, kind, name, people, notifyChoice }: MyRoomView,
  me: string,
  alone: string,
): LeveledRoom {
  const others = people.filter((person) => person.id !== me);
  const names = others.slice(0, 4).map(({ displayName }) => displayName);
  const other = kind === "direct" ? (others[0] ?? null) : null;
  return { id, kind, other, name: name ?? (names.join(", ") || alone), choice: notifyChoice };
}
