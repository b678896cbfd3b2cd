"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields/select";
import { Toggle } from "@/components/ui/fields/toggle";
import { IconButton } from "@/components/ui/icon-button";
import { Moment } from "@/components/ui/moment";
import type { PushDeviceView } from "@/lib/shared/views";
import { DeviceRow, useNote } from "./device-row";
import type { useDevices } from "./use-devices";

const SHOWS = ["text", "sender", "nothing"] as const;

type Devices = ReturnType<typeof useDevices>;

/** A device that gets pushes: what it shows, a test, its switch, and its removal. */
export function PushDevice({ device, devices }: { device: PushDeviceView; devices: Devices }) {
  const t = useTranslations("devices");
  const { note, isPending, run } = useNote();
  const isHere = device.id === devices.here?.id;
  const words = useTestWords();

  return (
    <DeviceRow
      kind={device.kind}
      name={device.name}
      tag={isHere ? t("here") : null}
      text={
        <span className="flex flex-wrap items-center gap-x-3">
          <DeviceState device={device} />
          <Select
            aria-label={t("showsOf", { name: device.name })}
            look="plain"
            value={device.shows}
            options={SHOWS.map((value) => ({ value, label: t(`shows.${value}`) }))}
            onChoose={(shows) => void devices.change(device, { shows: shows as PushDeviceView["shows"] })}
          />
        </span>
      }
      note={note}
    >
      <Button
        look="quiet"
        size="small"
        disabled={isPending}
        onClick={() => void run(async () => words(await devices.test(device)))}
      >
        {t("test")}
      </Button>
      <Toggle
        label={t("on", { name: device.name })}
        isOn={!device.isPaused}
        onChange={(isOn) => {
          if (!isHere) return void devices.change(device, { isPaused: !isOn });
          void (isOn ? devices.turnOnHere() : devices.turnOffHere());
        }}
      />
      <IconButton
        label={t("remove", { name: device.name })}
        size="small"
        onClick={() => void devices.remove(device)}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </DeviceRow>
  );
}

function DeviceState({
  device: { failedAt, deliveredAt, lastStatus, isCurrent },
}: {
  device: PushDeviceView;
}) {
  const t = useTranslations("devices");
  if (!isCurrent) return <span className="text-danger">{t("stale")}</span>;
  if (failedAt) return <span className="text-danger">{t("failing", { status: lastStatus ?? 0 })}</span>;
  if (!deliveredAt) return <span>{t("none")}</span>;
  return (
    <span>
      {t("delivered")} <Moment at={deliveredAt} />
    </span>
  );
}

/** Returns the words for a test's result: where it stopped, or what holds messages back. */
function useTestWords() {
  const t = useTranslations("devices.tested");

  return (answer: Awaited<ReturnType<Devices["test"]>>): string => {
    if (!answer) return t("failed");
    if (answer.outcome !== "accepted") return t(answer.outcome, { status: answer.status });
    const [withheld] = answer.withheld;
    return withheld ? t(withheld) : t("accepted");
  };
}
