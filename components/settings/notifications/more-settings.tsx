"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/fields/select";
import { Toggle } from "@/components/ui/fields/toggle";
import { playSound } from "@/lib/client/notifications/notification-sound";
import { BADGE, SOUNDS } from "@/lib/shared/messages/notification-settings";
import type { NotificationSettingsView } from "@/lib/shared/views";
import { SettingRow } from "./setting-row";

type Settings = NotificationSettingsView;
type MoreSettingsProps = { settings: Settings; onChange: (wish: Partial<Settings>) => Promise<void> };

/** Pushes, sounds and the number on the app's icon. */
export function MoreSettings({ settings, onChange }: MoreSettingsProps) {
  const t = useTranslations("moreNotifications");
  const toggle = (name: "push" | "pushWhileActive" | "reactions") => (
    <SettingRow key={name} label={t(name)} hint={t(`${name}Hint`)}>
      <Toggle label={t(name)} isOn={settings[name]} onChange={(isOn) => void onChange({ [name]: isOn })} />
    </SettingRow>
  );
  const sound = (name: "sound" | "mentionSound") => (
    <SettingRow key={name} label={t(name)}>
      <Select
        aria-label={t(name)}
        look="filter"
        value={settings[name]}
        options={SOUNDS.map((value) => ({ value, label: t(`sounds.${value}`) }))}
        onChoose={(value) => {
          playSound(value as Settings["sound"]);
          void onChange({ [name]: value as Settings["sound"] });
        }}
      />
    </SettingRow>
  );

  return (
    <ul aria-label={t("title")} className="border-t border-line">
      {(["push", "pushWhileActive", "reactions"] as const).map(toggle)}
      {(["mentionSound", "sound"] as const).map(sound)}
      <SettingRow label={t("badge")}>
        <Select
          aria-label={t("badge")}
          look="filter"
          value={settings.badge}
          options={BADGE.map((value) => ({ value, label: t(`badges.${value}`) }))}
          onChoose={(value) => void onChange({ badge: value as Settings["badge"] })}
        />
      </SettingRow>
    </ul>
  );
}
