import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfileForm } from "@/components/settings/profile/profile-form";
import { StatusForm } from "@/components/settings/profile/status-form";
import { Avatar } from "@/components/ui/avatar";
import { DeskHeading } from "@/components/ui/desk";
import { PictureForm } from "@/components/ui/pictures/picture-form";
import { Section } from "@/components/ui/section";
import { AVATAR_PATH } from "@/lib/client/connection/paths";
import { readAccount } from "@/lib/domain/people/read-account";
import { currentActor } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("profile") };
}

export default async function ProfilePage() {
  const account = await readAccount(await currentActor(), {});
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("settings.profile")} text={t("profile.text")} />
      <Section title={t("profile.you")}>
        <PictureForm path={AVATAR_PATH} hasPicture={account.avatarUrl !== null}>
          <Avatar id={account.id} name={account.displayName} url={account.avatarUrl} size="large" />
        </PictureForm>
        <ProfileForm account={account} />
      </Section>
      <Section title={t("presence.title")} text={t("presence.text")}>
        <StatusForm account={account} />
      </Section>
    </>
  );
}
