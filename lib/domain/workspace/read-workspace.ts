import { z } from "zod";
import { publicOperation } from "@/lib/core/operation";
import { canMail } from "@/lib/platform/mailer";
import { settings } from "@/lib/platform/settings";
import type { WorkspaceView } from "@/lib/shared/views";
import { workspacePictureUrl } from "./picture-url";

/**
 * Reads the workspace's name, registration policy and log-in methods, for the log-in page. Before the first account
 * it has no people.
 */
export const readWorkspace = publicOperation({
  key: "workspace.read",
  summary: "Get the workspace's name and sign-up policy",
  input: z.object({}),
  authorize: () => {},

  async execute({ db }): Promise<WorkspaceView & { hasPeople: boolean }> {
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    const { name = "Parley", registration = "open", passwordLogin = true } = workspace ?? {};
    const { linkCards = true, inviters = "administrators" } = workspace ?? {};
    const { groupMakers = "administrators", emojiMakers = "members" } = workspace ?? {};
    const pictureUrl = workspacePictureUrl(workspace?.pictureTag);
    const provider = settings().oidc?.name ?? null;
    const hasPeople = workspace !== null;
    return {
      name,
      pictureUrl,
      registration,
      inviters,
      groupMakers,
      emojiMakers,
      hasPeople,
      passwordLogin,
      provider,
      linkCards,
      canMail: canMail(),
    };
  },
});
