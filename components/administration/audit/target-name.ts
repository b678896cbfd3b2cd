import type { AuditEntryView } from "@/lib/shared/views";

/** Returns the name of the person or thing acted on; "" if people acted on themselves, or on something without a name. */
export function targetNameOf(entry: AuditEntryView): string {
  const { action, actorName, targetName, targetDisplayName } = entry;
  // An invitation has no name: its entry says "invitation", for those who read the log as CSV.
  if (targetName === actorName || action.startsWith("invitation.")) return "";
  return targetDisplayName ?? targetName;
}
