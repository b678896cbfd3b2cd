"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Toggle } from "@/components/ui/fields/toggle";
import { showNotice } from "@/lib/client/notifications/desktop-notification";
import { playNotificationSound } from "@/lib/client/notifications/notification-sound";
import { type PushSupport, pushSupport } from "@/lib/client/notifications/push";
import { useNotifyChoice } from "@/lib/client/notifications/use-notify-choice";
import { DeviceRow, useNote } from "./device-row";
import { useBrowserName, type useDevices } from "./use-devices";

const never = () => () => {};

/** This browser, as long as it is not among the devices that get pushes. */
export function ThisBrowser({ devices }: { devices: ReturnType<typeof useDevices> }) {
  const t = useTranslations("devices");
  const words = useTranslations("noticeSettings");
  const support = useSyncExternalStore<PushSupport | null>(never, pushSupport, () => null);
  const { choice, permission } = useNotifyChoice();
  const { note, run } = useNote();
  const browserName = useBrowserName();

  if (permission === null || support === null) return <li className="pt-3 text-ink-3">{words("loading")}</li>;
  const isOn = permission === "granted" && choice.isOn;
  const obstacle =
    support === "install"
      ? "install"
      : permission === "default" || permission === "granted"
        ? null
        : permission;

  async function tryIt() {
    const notice = {
      title: words("testTitle"),
      body: words("testBody"),
      tag: "test",
      path: "/settings/notifications",
    };
    void showNotice(notice, () => {});
    if (choice.hasSound) playNotificationSound();
    return words("tested");
  }

  return (
    <DeviceRow
      kind={matchMedia("(pointer: coarse)").matches ? "phone" : "computer"}
      name={browserName()}
      tag={t("here")}
      text={obstacle ? t(`obstacle.${obstacle}`) : isOn ? t("whileOpen") : t("off")}
      note={note}
    >
      {!obstacle && (
        <>
          {isOn && (
            <Button look="quiet" size="small" onClick={() => void run(tryIt)}>
              {t("test")}
            </Button>
          )}
          <Toggle
            label={t("on", { name: browserName() })}
            isOn={isOn}
            onChange={(wanted) => void (wanted ? devices.turnOnHere() : devices.turnOffHere())}
          />
        </>
      )}
    </DeviceRow>
  );
}
