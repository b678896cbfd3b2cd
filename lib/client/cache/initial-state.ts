import type { AccountView, DraftHead } from "@/lib/shared/views";
import type { Sidebar } from "../sync/workspace";

/** The ways in which a person may invite others. */
type Inviting = "link" | "mail";

/** The state that the chat starts from: rendered by the server, or stored by this browser. */
export type InitialState = {
  account: AccountView;
  sidebar: Sidebar & { drafts: readonly DraftHead[] };
  workspace: string;
  formatLocale: string;
  /** False where the workspace has switched the cards of links off. */
  linkCards?: boolean;
  /** Ways in which the reader may invite people: a link, or a link and mail; undefined if none. */
  inviting?: Inviting | undefined;
};
