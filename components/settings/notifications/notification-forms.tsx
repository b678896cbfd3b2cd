"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/section";
import type { NotificationSettingsView, PushDeviceView } from "@/lib/shared/views";
import { Keywords } from "./keywords";
import { MailSettings, type MailState } from "./mail-settings";
import { MoreSettings } from "./more-settings";
import { type LeveledRoom, RoomLevels } from "./room-levels";
import { useSettings } from "./use-settings";
import { Where } from "./where";

type NotificationFormsProps = {
  userId: string;
  initial: NotificationSettingsView;
  devices: readonly PushDeviceView[];
  rooms: readonly LeveledRoom[];
  mail: MailState;
  /** The sections about do not disturb. */
  children: React.ReactNode;
};

/** All of a person's notification settings. Each change is saved by itself. */
export function NotificationForms({
  userId,
  initial,
  devices,
  rooms,
  mail,
  children,
}: NotificationFormsProps) {
  const t = useTranslations();
  const { settings, change, error } = useSettings(initial);

  return (
    <div className="max-w-180">
      <Section title={t("devices.title")}>
        <Where userId={userId} initial={devices} />
      </Section>
      <Section title={t("mailSettings.title")} text={t("mailSettings.text")}>
        <MailSettings mail={mail} rooms={rooms} settings={settings} onChange={change} />
      </Section>
      <Section title={t("levels.title")} text={t("levels.text")}>
        <RoomLevels rooms={rooms} general={settings.level} onGeneral={(level) => void change({ level })} />
      </Section>
      {children}
      <Section title={t("keywords.title")} text={t("keywords.text")}>
        <Keywords keywords={settings.keywords} ownName={settings.ownName} onChange={change} />
      </Section>
      <Section title={t("moreNotifications.title")}>
        <MoreSettings settings={settings} onChange={change} />
      </Section>
      <Alert>{error}</Alert>
    </div>
  );
}
