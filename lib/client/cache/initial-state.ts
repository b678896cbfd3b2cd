import type { AccountView, DraftHead } from "@/lib/shared/views";
import type { Sidebar } from "../sync/workspace";

/** What the chat begins with: as the server rendered it, or as it was in this browser last. */
export type InitialState = {
  account: AccountView;
  sidebar: Sidebar & { drafts: readonly DraftHead[] };
  workspace: string;
  formatLocale: string;
};
