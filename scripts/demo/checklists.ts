import { changeMessage } from "@/lib/domain/messages/change-message";
import { db } from "@/lib/platform/database/db";
import type { Workspace } from "./northwind";
import { stageOf, writeMessage } from "./write-message";

const TEXT = [
  "Before Monday's release:",
  "- [ ] Migrations run on a copy of production",
  "- [ ] Release notes in both languages",
  "- [ ] Support knows what changes",
  "- [ ] Rollback tried once",
].join("\n");

/** Items that are checked, with the person who did it. */
const CHECKED: readonly [item: number, username: string][] = [
  [1, "anna"],
  [3, "tom"],
];

/** Writes a checklist whose items people of the room have begun to check. */
export async function addChecklist(workspace: Workspace): Promise<void> {
  const stage = stageOf(workspace, "platform", "marta");
  await db().$transaction(async (tx) => {
    const row = await writeMessage(tx, stage, { clientId: "demo-checklist", text: TEXT });
    const checks = CHECKED.map(([item, username]) => ({
      item,
      checked: true,
      userId: stageOf(workspace, "platform", username).author,
      at: new Date().toISOString(),
    }));
    await changeMessage({ db: tx, changed: () => {} }, row, () => ({ checks }));
  });
}
