import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { WorkspaceSettingsView } from "@/lib/shared/views";
import { toWorkspaceSettingsView } from "./settings-view";

/** Reads the workspace's settings for administrators. */
export const readWorkspaceSettings = query({
  key: "workspace.read-settings",
  summary: "Get the workspace settings",
  needs: "admin",
  input: z.object({}),
  authorize: () => {},

  async execute({ db }): Promise<WorkspaceSettingsView> {
    const workspace = await db.workspace.findUniqueOrThrow({ where: { id: 1 } });
    return toWorkspaceSettingsView(workspace);
  },
});
