"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useNotifyChoice } from "@/lib/client/notifications/use-notify-choice";

/** Offers notifications once per device, after the first message that its reader did not see. */
export function NoticeOffer({ onOn, onClose }: { onOn: () => void; onClose: () => void }) {
  const t = useTranslations("notices");
  const { choose, turnOn } = useNotifyChoice();

  async function accept() {
    if (await turnOn()) onOn();
    onClose();
  }

  function refuse() {
    choose({ isOn: false });
    onClose();
  }

  return (
    <section
      aria-label={t("offerTitle")}
      className="fixed top-15 right-3 left-3 z-10 flex animate-settle flex-col gap-2.5 rounded-3 border border-line-strong bg-raised p-4 shadow-layer md:left-auto md:max-w-sm"
    >
      <p role="status" className="text-small">
        {t("offer")}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="bare" size="small" onClick={refuse}>
          {t("notNow")}
        </Button>
        <Button size="small" onClick={() => void accept()}>
          {t("turnOn")}
        </Button>
      </div>
    </section>
  );
}
