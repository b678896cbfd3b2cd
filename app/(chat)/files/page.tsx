import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type FileQuery, PAGE_SIZE } from "@/components/files/file-query";
import { FilesPage } from "@/components/files/files-page";
import { PageHeader } from "@/components/room/page-header";
import type { Actor } from "@/lib/core/actor";
import { listMyFiles } from "@/lib/domain/files/list-files";
import { readUser } from "@/lib/domain/people/read-user";
import { currentActor } from "@/lib/doors/page";
import { FILE_KINDS } from "@/lib/shared/files/file-kinds";
import { type Given, oneOf, words } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("filesPage"))("title") };
}

/** The files in all rooms of the reader. */
export default async function Files({ searchParams }: Props) {
  const given = await searchParams;
  const actor = await currentActor();
  const query: FileQuery = {
    type: oneOf(FILE_KINDS, given.type) ?? null,
    q: words(given.q) ?? "",
    from: await senderOf(actor, words(given.from)),
  };
  const [first, t] = await Promise.all([
    listMyFiles(actor, {
      limit: PAGE_SIZE,
      type: query.type ?? undefined,
      q: query.q || undefined,
      from: query.from?.username,
    }),
    getTranslations("filesPage"),
  ]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <FilesPage initial={query} first={first} />
    </main>
  );
}

/** The person of an address. One who does not exist is left out, as is one whom the reader may not see. */
async function senderOf(actor: Actor, user: string | undefined): Promise<FileQuery["from"]> {
  if (!user) return null;
  const found = await readUser(actor, { user }).catch(() => null);
  return found && { username: found.username, displayName: found.displayName };
}
