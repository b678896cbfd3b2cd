"use client";

import { useCallback, useSyncExternalStore } from "react";
import { type NotifyPermission, notifyPermission } from "./desktop-notification";
import {
  choiceText,
  keepChoice,
  NO_CHOICE,
  type NotifyChoice,
  parseChoice,
  readChoice,
} from "./notify-choice";

const listeners = new Set<() => void>();

/** The permission can be changed in the browser; it is read again when the user returns to the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("focus", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("focus", listener);
  };
}

const tellAll = () => {
  for (const listener of listeners) listener();
};

/** The notification settings of this device with the browser's permission; null before hydration. */
export function useNotifyChoice() {
  const kept = useSyncExternalStore(
    subscribe,
    () => (readChoice().wasOffered ? choiceText(readChoice()) : null),
    () => null,
  );
  const permission = useSyncExternalStore<NotifyPermission | null>(subscribe, notifyPermission, () => null);
  const choice: NotifyChoice = kept === null ? NO_CHOICE : parseChoice(kept);

  const choose = useCallback((to: Partial<NotifyChoice>) => {
    keepChoice({ ...readChoice(), ...to });
    tellAll();
  }, []);

  /** Asks for the browser's permission; turns notifications on if it is granted, and returns whether it is. */
  const turnOn = useCallback(async () => {
    const isGranted = (await Notification.requestPermission()) === "granted";
    choose({ isOn: isGranted });
    return isGranted;
  }, [choose]);

  return { choice, permission, choose, turnOn };
}
