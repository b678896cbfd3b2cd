import type { AccountView } from "@/lib/shared/views";

/**
 * The reader's account, which another device may change.
 *
 * @param read fetches it; null without an answer
 */
export function createOwnAccount(initial: AccountView, read: () => Promise<AccountView | null>) {
  let account = initial;

  return {
    id: initial.id,
    get: () => account,
    set(next: AccountView) {
      account = next;
    },
    async refresh() {
      account = (await read()) ?? account;
    },
  };
}
