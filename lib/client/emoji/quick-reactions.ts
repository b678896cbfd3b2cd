import { DEFAULT_QUICK_REACTIONS } from "@/lib/shared/quick-reactions";
import type { AccountView } from "@/lib/shared/views";

/** The emoji for reacting at one press. An account in this browser's cache may be older than the setting. */
export const quickReactionsOf = (account: Partial<Pick<AccountView, "quickReactions">>): readonly string[] =>
  account.quickReactions ?? DEFAULT_QUICK_REACTIONS;
