import { z } from "zod";
import { publicOperation } from "@/lib/core/operation";
import { settings } from "@/lib/platform/settings";
import type { WorkspaceView } from "@/lib/shared/views";

/** The workspace's name, who may register and how one logs in: what a log-in page needs. Before the first account it has no people. */
export const readWorkspace = publicOperation({
  key: "workspace.read",
  summary: "The workspace's name, and who may register",
  input: z.object({}),
  authorize: () => {},

  async execute({ db }): Promise<WorkspaceView & { hasPeople: boolean }> {
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    const { name = "Parley", registration = "open", passwordLogin = true } = workspace ?? {};
    const provider = settings().oidc?.name ?? null;
    return { name, registration, hasPeople: workspace !== null, passwordLogin, provider };
  },
});
