import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ThreadsPage } from "@/components/thread/threads-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("thread"))("threads") };
}

export default function Page() {
  return <ThreadsPage />;
}
