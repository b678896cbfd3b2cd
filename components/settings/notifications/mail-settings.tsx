"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { MAIL, MAIL_SHOWS } from "@/lib/shared/messages/notification-settings";
import type { AccountView, NotificationSettingsView } from "@/lib/shared/views";
import { DigestRooms } from "./digest-rooms";
import type { LeveledRoom } from "./room-levels";
import { SettingSelect } from "./setting-select";

type Settings = NotificationSettingsView;

/** The facts on which mails depend, besides the settings. */
export type MailState = Pick<AccountView, "role"> & {
  /** False where no mail server is set up. */
  canMail: boolean;
  address: string | null;
  timeZone: string;
};

type MailSettingsProps = {
  mail: MailState;
  rooms: readonly LeveledRoom[];
  settings: Settings;
  onChange: (wish: Partial<Settings>) => Promise<void>;
};

/** Minutes that a message can stay unread before it is mailed. Another number, set by the API, is offered too. */
const DELAYS = [5, 15, 30, 60];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Mails about messages: which, when, and with what in them. Where none can be sent, it says what to do. */
export function MailSettings({ mail, rooms, settings, onChange }: MailSettingsProps) {
  const t = useTranslations("mailSettings");
  if (!mail.canMail)
    return (
      <p className="text-small">{t(mail.role === "administrator" ? "noMailAdministrator" : "noMail")}</p>
    );
  if (!mail.address) return <NoAddress />;

  return (
    <ul aria-label={t("title")} className="border-t border-line">
      <SettingSelect
        label={t("choice")}
        hint={mail.address}
        value={settings.mail}
        options={MAIL.map((value) => ({ value, label: t(`mails.${value}`) }))}
        onChoose={(value) => void onChange({ mail: value })}
      />
      {settings.mail === "mentions" && <Delay settings={settings} onChange={onChange} />}
      {settings.mail === "digest" && (
        <>
          <DigestTime timeZone={mail.timeZone} settings={settings} onChange={onChange} />
          <DigestRooms rooms={rooms} chosen={settings.digestRoomIds} onChange={onChange} />
        </>
      )}
      {settings.mail !== "never" && (
        <SettingSelect
          label={t("shows")}
          value={settings.mailShows}
          options={MAIL_SHOWS.map((value) => ({ value, label: t(`showing.${value}`) }))}
          onChoose={(value) => void onChange({ mailShows: value })}
        />
      )}
    </ul>
  );
}

function NoAddress() {
  const t = useTranslations("mailSettings");

  return (
    <p className="text-small">
      {t("noAddress")}{" "}
      <Link href="/settings/profile" className="font-medium text-accent hover:underline">
        {t("toProfile")}
      </Link>
    </p>
  );
}

type PartProps = Pick<MailSettingsProps, "settings" | "onChange">;

function Delay({ settings: { mailDelayMinutes }, onChange }: PartProps) {
  const t = useTranslations("mailSettings");
  const delays = [...new Set([...DELAYS, mailDelayMinutes])].sort((a, b) => a - b);
  const labelOf = (minutes: number) =>
    minutes % 60 === 0 ? t("hours", { count: minutes / 60 }) : t("minutes", { count: minutes });

  return (
    <SettingSelect
      label={t("delay")}
      hint={t("delayHint")}
      value={String(mailDelayMinutes)}
      options={delays.map((minutes) => ({ value: String(minutes), label: labelOf(minutes) }))}
      onChoose={(value) => void onChange({ mailDelayMinutes: Number(value) })}
    />
  );
}

function DigestTime({ timeZone, settings, onChange }: PartProps & { timeZone: string }) {
  const t = useTranslations("mailSettings");
  const format = useFormatter();
  const labelOf = (hour: number) =>
    format.dateTime(new Date(Date.UTC(2000, 0, 1, hour)), { timeZone: "UTC", timeStyle: "short" });

  return (
    <>
      <SettingSelect
        label={t("digest")}
        value={settings.digest}
        options={(["daily", "weekly"] as const).map((value) => ({ value, label: t(`digests.${value}`) }))}
        onChoose={(value) => void onChange({ digest: value })}
      />
      <SettingSelect
        label={t("hour")}
        hint={t("hourHint", { zone: timeZone })}
        value={String(settings.digestHour)}
        options={HOURS.map((hour) => ({ value: String(hour), label: labelOf(hour) }))}
        onChoose={(value) => void onChange({ digestHour: Number(value) })}
      />
    </>
  );
}
