"use client";

import type { Links } from "../view-link";
import { ActivityCount } from "./activity-count";
import { ScheduledLink } from "./scheduled-link";
import { ThreadsLink } from "./threads-link";

type Later = Links & { isActivity?: boolean; isThreads?: boolean };

/** Parts of the list of views that come after the first screen: the number of Activity, threads, or scheduled messages. */
export default function LaterView({ isActivity, isThreads, onGo }: Later) {
  if (isThreads) return <ThreadsLink onGo={onGo} />;
  return isActivity ? <ActivityCount /> : <ScheduledLink onGo={onGo} />;
}
