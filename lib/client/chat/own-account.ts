import { isQuietNow } from "@/lib/shared/quiet";
import type { AccountView } from "@/lib/shared/views";

/**
 * The reader's account as this tab knows it now; another device may change it.
 *
 * @param read asks the server for it; null when there is no answer
 */
export function createOwnAccount(initial: AccountView, read: () => Promise<AccountView | null>) {
  let account = initial;

  return {
    id: initial.id,
    set(next: AccountView) {
      account = next;
    },
    async refresh() {
      account = (await read()) ?? account;
    },
    /** Whether the reader does not want to be disturbed now. */
    isQuiet: () => isQuietNow(account),
  };
}
