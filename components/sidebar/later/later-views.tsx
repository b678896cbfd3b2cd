"use client";

import type { Links } from "../view-link";
import { ActivityCount } from "./activity-count";
import { ScheduledLink } from "./scheduled-link";

/** Parts of the list of views that come after the first screen: the number of Activity, or my scheduled messages. */
export default function LaterView({ isActivity, onGo }: Links & { isActivity?: boolean }) {
  return isActivity ? <ActivityCount /> : <ScheduledLink onGo={onGo} />;
}
