"use client";

import Mail from "lucide-react/icons/mail";
import Smartphone from "lucide-react/icons/monitor-smartphone";
import { useTranslations } from "next-intl";
import { useWhen } from "@/lib/client/time/reader-locale";
import type { MessageNotificationView } from "@/lib/shared/views";

type Delivery = MessageNotificationView["deliveries"][number];

/** The devices and mails that a message went to, each with what became of it. */
export function WhereItWent({ answer, isWanted }: { answer: MessageNotificationView; isWanted: boolean }) {
  const t = useTranslations("why");
  const { deliveries, deviceCount } = answer;
  if (deliveries.length === 0)
    return isWanted && <p className="text-small text-ink-2">{t(deviceCount === 0 ? "noDevice" : "old")}</p>;

  return (
    <section aria-label={t("went")} className="flex flex-col">
      <h3 className="pb-1 text-tiny font-semibold text-ink-3">{t("went")}</h3>
      <ul className="border-t border-line">
        {deliveries.map((delivery) => (
          <DeliveryLine key={delivery.target} delivery={delivery} />
        ))}
      </ul>
    </section>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("why");
  const words = useStateWords();
  const Icon = delivery.channel === "mail" ? Mail : Smartphone;

  return (
    <li className="flex gap-3 border-b border-line py-2">
      <Icon size={16} aria-hidden className="mt-0.5 flex-none text-ink-2" />
      <span className="flex min-w-0 flex-col">
        <span className="truncate text-small">{delivery.channel === "mail" ? t("mail") : delivery.name}</span>
        <span className="text-tiny text-ink-2">{words(delivery)}</span>
      </span>
    </li>
  );
}

/** Reasons of a delivery that have words of their own, by their first word. */
const OWN_WORDS = ["device_paused", "device_gone", "refused", "given_up", "error", "mail_given_up"] as const;

/** The words of a delivery that waits, by its reason. */
const WAITING = new Map([
  ["active_elsewhere", "held"],
  ["busy", "busy"],
  ["mail_busy", "mail_busy"],
] as const satisfies [string, string][]);

function useStateWords(): (delivery: Delivery) => string {
  const t = useTranslations("why");
  const when = useWhen();

  return ({ state, reason, at, channel }) => {
    const [cause = ""] = (reason ?? "").split(" ");
    const own = OWN_WORDS.find((one) => one === cause);
    const time = { at: when(at, { dateStyle: "short", timeStyle: "medium" }) };
    if (state === "sent") return t(cause === "digest" ? "state.digest" : "state.sent", time);
    if (state === "waiting")
      return t(`state.${WAITING.get(cause as "busy") ?? (channel === "mail" ? "unread" : "waiting")}`, time);
    if (own) return t(`state.${own}`);
    return t("state.withheld", { reason: t(`reason.${cause as "read"}`) });
  };
}
