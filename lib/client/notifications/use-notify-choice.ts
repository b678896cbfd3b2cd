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

/** The permission is the browser's and may be changed there; the page hears of it when one comes back to it. */
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

/** How this device tells of messages, and what the browser has to say to that; null until the page stands. */
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

  /** Asks the browser, which asks its person; on when they agree. */
  const turnOn = useCallback(async () => {
    const answer = await Notification.requestPermission();
    choose({ isOn: answer === "granted" });
  }, [choose]);

  return { choice, permission, choose, turnOn };
}
