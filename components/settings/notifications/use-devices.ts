"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { removeDeviceAction, testDeviceAction, updateDeviceAction } from "@/app/settings/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { hashOf, liveSubscription, subscribeHere, unsubscribeHere } from "@/lib/client/notifications/push";
import { useNotifyChoice } from "@/lib/client/notifications/use-notify-choice";
import { deviceOf } from "@/lib/shared/device";
import type { PushDeviceView, PushTestView } from "@/lib/shared/views";

type Change = Partial<Pick<PushDeviceView, "name" | "shows" | "isPaused">>;

/** Returns the name of this browser, such as "Chrome on Linux". */
export function useBrowserName(): () => string {
  const t = useTranslations("sessions");
  return () => {
    const { browser, system } = deviceOf(navigator.userAgent);
    return system ? t("device", { browser, system }) : browser || t("unknown");
  };
}

/** My devices that get pushes, and which of them is this browser. */
export function useDevices(userId: string, initial: readonly PushDeviceView[]) {
  const [devices, show] = useState(initial);
  const [hash, setHash] = useState<string | null>(null);
  const browserName = useBrowserName();
  const { turnOn, choose } = useNotifyChoice();
  const here = devices.find(({ endpointHash }) => endpointHash === hash);

  useEffect(() => {
    void liveSubscription().then(async (live) => live && setHash(await hashOf(live)));
  }, []);

  const replace = (next: PushDeviceView) =>
    show((all) => [next, ...all.filter(({ id }) => id !== next.id)].sort((a, b) => (a.id < b.id ? 1 : -1)));
  const forget = (id: string) => show((all) => all.filter((one) => one.id !== id));

  /** Turns notifications on in this browser, by push if it can. */
  async function turnOnHere() {
    if (!(await turnOn())) return;
    const device = await subscribeHere(userId, here ? undefined : browserName());
    if (!device) return;
    setHash(device.endpointHash);
    replace(device);
    if (device.isPaused) await change(device, { isPaused: false });
  }

  async function turnOffHere() {
    choose({ isOn: false });
    if (here) await change(here, { isPaused: true });
  }

  async function change(device: PushDeviceView, wish: Change) {
    replace({ ...device, ...wish });
    const reply = await askCalmly(updateDeviceAction, formOf({ device: device.id, ...wish }));
    if (reply.ok) replace(reply.data);
    else replace(device);
  }

  async function remove(device: PushDeviceView) {
    forget(device.id);
    if (device.id === here?.id) {
      choose({ isOn: false });
      await unsubscribeHere(userId);
    }
    await askCalmly(removeDeviceAction, formOf({ device: device.id }));
  }

  async function test(device: PushDeviceView): Promise<PushTestView | null> {
    const reply = await askCalmly(testDeviceAction, formOf({ device: device.id }));
    if (reply.ok && reply.data.outcome === "gone") forget(device.id);
    return reply.ok ? reply.data : null;
  }

  return { devices, here, turnOnHere, turnOffHere, change, remove, test };
}
