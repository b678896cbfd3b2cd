import type { Outcome } from "@/lib/shared/errors";
import type { AccountView, NotificationSettingsView } from "@/lib/shared/views";
import { createStore } from "../state/store";

/** The reader's account, which another device may change. */
export function createOwnAccount(initial: AccountView, read: () => Promise<Outcome<AccountView>>) {
  const store = createStore((_: AccountView, next: AccountView) => next, initial);

  return {
    ...store,
    id: initial.id,
    async refresh() {
      const next = await read();
      if (next.ok) store.dispatch(next.data);
    },
  };
}

/** The reader's notification settings; null until they are known here. */
export const createNotificationSettings = () =>
  createStore(
    (_: NotificationSettingsView | null, next: NotificationSettingsView) => next,
    null as NotificationSettingsView | null,
  );
