import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { FreshPages } from "@/components/shell/fresh-pages";
import { Shell } from "@/components/shell/shell";
import { ChatProvider } from "@/lib/client/chat/chat-context";
import { readAccount } from "@/lib/domain/people/read-account";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentActor } from "@/lib/doors/page";
import { formatLocaleOf, preferredTags } from "@/lib/shared/i18n/locales";
import { mayInvite } from "@/lib/shared/permissions";
import { mySidebar } from "./sidebar";

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  const [account, workspace, sidebar, locale] = await Promise.all([
    readAccount(actor, {}),
    readWorkspace(actor, {}),
    mySidebar(),
    getLocale(),
  ]);
  const formatLocale = formatLocaleOf(locale, preferredTags((await headers()).get("accept-language")));

  return (
    <ChatProvider
      account={account}
      sidebar={sidebar}
      workspace={workspace.name}
      formatLocale={formatLocale}
      linkCards={workspace.linkCards}
      inviting={
        mayInvite(account.role, workspace.inviters) ? (workspace.canMail ? "mail" : "link") : undefined
      }
    >
      {/* Not of the shell, which is script: see `room-column` in globals.css. */}
      <div
        data-wide={account.wideText || undefined}
        data-middle={account.threadsInMiddle || undefined}
        className="contents"
      >
        <Shell workspace={workspace.name} picture={workspace.pictureUrl}>
          {children}
        </Shell>
      </div>
      <FreshPages />
    </ChatProvider>
  );
}
