"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/fields/check";
import { Note } from "@/components/ui/note";
import { showNotice } from "@/lib/client/notifications/desktop-notification";
import { playNotificationSound } from "@/lib/client/notifications/notification-sound";
import { useNotifyChoice } from "@/lib/client/notifications/use-notify-choice";

/** Notification settings of this device. They apply at once. */
export function NoticesForm() {
  const t = useTranslations("noticeSettings");
  const { choice, permission, choose, turnOn } = useNotifyChoice();
  const isOn = permission === "granted" && choice.isOn;

  if (permission === null) return <p className="text-ink-3">{t("loading")}</p>;
  if (permission === "insecure" || permission === "unsupported" || permission === "denied")
    return <p className="max-w-prose text-ink-2">{t(permission)}</p>;
  return (
    <div className="flex max-w-prose flex-col items-start gap-3">
      <Check
        label={t("on")}
        hint={t(permission === "default" ? "onHintAsk" : "onHint")}
        checked={isOn}
        onChange={({ target }) => (target.checked ? void turnOn() : choose({ isOn: false }))}
      />
      <Check
        label={t("text")}
        hint={t("textHint")}
        checked={choice.showsText}
        disabled={!isOn}
        onChange={({ target }) => choose({ showsText: target.checked })}
      />
      <Check
        label={t("sound")}
        hint={t("soundHint")}
        checked={choice.hasSound}
        disabled={!isOn}
        onChange={({ target }) => choose({ hasSound: target.checked })}
      />
      {isOn && <TryOut hasSound={choice.hasSound} />}
    </div>
  );
}

function TryOut({ hasSound }: { hasSound: boolean }) {
  const t = useTranslations("noticeSettings");
  const [wasTried, tried] = useState(false);

  function tryIt() {
    const notice = {
      title: t("testTitle"),
      body: t("testBody"),
      tag: "test",
      path: "/settings/notifications",
    };
    void showNotice(notice, () => {});
    if (hasSound) playNotificationSound();
    tried(true);
  }

  return (
    <>
      <Button look="quiet" onClick={tryIt}>
        {t("test")}
      </Button>
      <Note>{wasTried && t("tested")}</Note>
    </>
  );
}
