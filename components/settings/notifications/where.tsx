"use client";

import { useTranslations } from "next-intl";
import { Check } from "@/components/ui/fields/check";
import { useNotifyChoice } from "@/lib/client/notifications/use-notify-choice";
import type { PushDeviceView } from "@/lib/shared/views";
import { PushDevice } from "./push-device";
import { ThisBrowser } from "./this-browser";
import { useDevices } from "./use-devices";

/** The devices that notifications go to, this browser first. */
export function Where({ userId, initial }: { userId: string; initial: readonly PushDeviceView[] }) {
  const t = useTranslations("devices");
  const devices = useDevices(userId, initial);
  const others = devices.devices.filter(({ id }) => id !== devices.here?.id);

  return (
    <div className="flex flex-col gap-4">
      <ul aria-label={t("list")} className="border-t border-line">
        {devices.here ? (
          <PushDevice device={devices.here} devices={devices} />
        ) : (
          <ThisBrowser devices={devices} />
        )}
        {others.map((device) => (
          <PushDevice key={device.id} device={device} devices={devices} />
        ))}
      </ul>
      <WhileOpen />
    </div>
  );
}

/** Settings of this browser for the notifications that the open page shows. */
function WhileOpen() {
  const t = useTranslations("noticeSettings");
  const { choice, permission, choose } = useNotifyChoice();
  const isOn = permission === "granted" && choice.isOn;
  if (!isOn) return null;

  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-medium">{t("whileOpen")}</legend>
      <Check
        label={t("text")}
        hint={t("textHint")}
        checked={choice.showsText}
        onChange={({ target }) => choose({ showsText: target.checked })}
      />
      <Check
        label={t("sound")}
        hint={t("soundHint")}
        checked={choice.hasSound}
        onChange={({ target }) => choose({ hasSound: target.checked })}
      />
    </fieldset>
  );
}
