"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/fields/select";
import { Toggle } from "@/components/ui/fields/toggle";
import { playSound } from "@/lib/client/notifications/notification-sound";
import { BADGE, SOUNDS } from "@/lib/shared/messages/notification-settings";
import type { NotificationSettingsView } from "@/lib/shared/views";

type Settings = NotificationSettingsView;
type MoreSettingsProps = { settings: Settings; onChange: (wish: Partial<Settings>) => Promise<void> };

/** Pushes, sounds and the number on the app's icon. */
export function MoreSettings({ settings, onChange }: MoreSettingsProps) {
  const t = useTranslations("moreNotifications");
  const toggle = (name: "push" | "pushWhileActive") => (
    <Row key={name} label={t(name)} hint={t(`${name}Hint`)}>
      <Toggle label={t(name)} isOn={settings[name]} onChange={(isOn) => void onChange({ [name]: isOn })} />
    </Row>
  );
  const sound = (name: "sound" | "mentionSound") => (
    <Row key={name} label={t(name)}>
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
    </Row>
  );

  return (
    <ul aria-label={t("title")} className="border-t border-line">
      {(["push", "pushWhileActive"] as const).map(toggle)}
      {(["mentionSound", "sound"] as const).map(sound)}
      <Row label={t("badge")}>
        <Select
          aria-label={t("badge")}
          look="filter"
          value={settings.badge}
          options={BADGE.map((value) => ({ value, label: t(`badges.${value}`) }))}
          onChoose={(value) => void onChange({ badge: value as Settings["badge"] })}
        />
      </Row>
    </ul>
  );
}

function Row({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <li className="flex min-h-12 items-center gap-4 border-b border-line py-2 last:border-b-0">
      <span className="flex min-w-0 flex-1 flex-col">
        <span>{label}</span>
        {hint && <span className="text-tiny text-ink-2">{hint}</span>}
      </span>
      {children}
    </li>
  );
}
