import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActivityPage } from "@/components/activity/activity-page";
import { listActivity } from "@/lib/domain/activity/list-activity";
import { currentActor } from "@/lib/doors/page";
import { activityPath, activityQuery } from "@/lib/shared/messages/activity-query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("views"))("activity") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const query = activityQuery(await searchParams);
  const { kind, isUnread } = query;
  const first = await listActivity(await currentActor(), {
    ...(kind && { kind }),
    ...(isUnread && { unread: "true" }),
  });
  return <ActivityPage first={first} firstQuery={activityPath(query)} />;
}
