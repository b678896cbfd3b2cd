import type { WorkspaceSettingsView } from "@/lib/shared/views";
import type { Workspace } from "@/prisma/generated/client";

/** Converts the workspace's row to its settings, as administrators see them. */
export function toWorkspaceSettingsView(workspace: Workspace): WorkspaceSettingsView {
  const { name, registration, inviters, groupMakers, emojiMakers, requireTwoFactor, passwordLogin } =
    workspace;
  const { fileBytes, quotaBytes, totalQuotaBytes, linkCards } = workspace;
  return {
    name,
    registration,
    inviters,
    groupMakers,
    emojiMakers,
    requireTwoFactor,
    passwordLogin,
    fileBytes: Number(fileBytes),
    quotaBytes: numberOf(quotaBytes),
    totalQuotaBytes: numberOf(totalQuotaBytes),
    linkCards,
  };
}

const numberOf = (value: bigint | null) => (value === null ? null : Number(value));
