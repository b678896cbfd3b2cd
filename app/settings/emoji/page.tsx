import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmojiPage } from "@/components/settings/emoji/emoji-page";
import { listEmoji } from "@/lib/domain/emoji/list-emoji";
import { readAccount } from "@/lib/domain/people/read-account";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentActor, orNotFound } from "@/lib/doors/page";
import { mayAddEmoji } from "@/lib/shared/permissions";
import { type Given, place, words } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("emoji") };
}

export default async function SettingsEmojiPage({ searchParams }: Props) {
  const given = await searchParams;
  const actor = await currentActor();
  const [q, cursor] = [words(given.q), place(given.cursor)];
  const [page, { role }, { emojiMakers }] = await Promise.all([
    orNotFound(listEmoji(actor, { q, cursor })),
    readAccount(actor, {}),
    readWorkspace(actor, {}),
  ]);

  return <EmojiPage page={page} q={q} cursor={cursor} mayAdd={mayAddEmoji(role, emojiMakers)} />;
}
