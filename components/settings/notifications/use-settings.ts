"use client";

import { useState } from "react";
import { updateNotificationsAction } from "@/app/settings/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import type { NotificationSettingsView } from "@/lib/shared/views";

/** My notification settings. A change applies at once, and is taken back where the server refuses. */
export function useSettings(initial: NotificationSettingsView) {
  const [settings, show] = useState(initial);
  const [refusal, refuse] = useState<Refusal | null>(null);

  async function change(wish: Partial<NotificationSettingsView>) {
    show((now) => ({ ...now, ...wish }));
    refuse(null);
    const reply = await askCalmly(updateNotificationsAction, formOf(wish));
    if (reply.ok) return show(reply.data);
    refuse(reply.error);
    const before = Object.keys(wish).map((field) => [field, settings[field as keyof typeof settings]]);
    show((now) => ({ ...now, ...Object.fromEntries(before) }));
  }

  return { settings, change, error: useRefusal(refusal).all };
}
