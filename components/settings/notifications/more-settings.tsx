"use client";

import { useTranslations } from "next-intl";
import { Toggle } from "@/components/ui/fields/toggle";
import { playSound } from "@/lib/client/notifications/notification-sound";
import { BADGE, SOUNDS } from "@/lib/shared/messages/notification-settings";
import type { NotificationSettingsView } from "@/lib/shared/views";
import { SettingRow } from "./setting-row";
import { SettingSelect } from "./setting-select";

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
    <SettingSelect
      key={name}
      label={t(name)}
      value={settings[name]}
      options={SOUNDS.map((value) => ({ value, label: t(`sounds.${value}`) }))}
      onChoose={(value) => {
        playSound(value);
        void onChange({ [name]: value });
      }}
    />
  );

  return (
    <ul aria-label={t("title")} className="border-t border-line">
      {(["push", "pushWhileActive", "reactions"] as const).map(toggle)}
      {(["mentionSound", "sound"] as const).map(sound)}
      <SettingSelect
        label={t("badge")}
        value={settings.badge}
        options={BADGE.map((value) => ({ value, label: t(`badges.${value}`) }))}
        onChoose={(value) => void onChange({ badge: value })}
      />
    </ul>
  );
}
