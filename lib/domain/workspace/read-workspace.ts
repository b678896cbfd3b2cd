import { z } from "zod";
import { publicOperation } from "@/lib/core/operation";
import type { WorkspaceView } from "@/lib/shared/views";

/** The workspace's name and who may register: what a log-in page needs. Before the first account it has no people. */
export const readWorkspace = publicOperation({
  key: "workspace.read",
  summary: "The workspace's name, and who may register",
  input: z.object({}),
  authorize: () => {},

  async execute({ db }): Promise<WorkspaceView & { hasPeople: boolean }> {
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    const { name = "Parley", registration = "open" } = workspace ?? {};
    return { name, registration, hasPeople: workspace !== null };
  },
});
