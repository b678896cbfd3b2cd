"use client";

import { useTranslations } from "next-intl";
import { endOtherSessionsAction, endSessionAction } from "@/app/settings/actions";
import { AskButton } from "@/components/ui/dialogs/ask-button";

/** Ends a session on another device. */
export function EndSession({ session, device }: { session: string; device: string }) {
  const t = useTranslations("sessions");

  return (
    <AskButton
      label={t("end")}
      title={t("endTitle", { device })}
      text={t("endText")}
      submit={t("end")}
      cancel={t("cancel")}
      action={endSessionAction}
      fields={{ session }}
      isDangerous
    />
  );
}

/** Ends all other sessions. */
export function EndOtherSessions() {
  const t = useTranslations("sessions");

  return (
    <AskButton
      look="quiet"
      label={t("endOthers")}
      title={t("endOthersTitle")}
      text={t("endOthersText")}
      submit={t("endOthers")}
      cancel={t("cancel")}
      action={endOtherSessionsAction}
      fields={{}}
      isDangerous
    />
  );
}
