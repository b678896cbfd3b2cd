import { UNCONFIRMED } from "@/lib/domain/confirmations/stored-confirmation";
import { changeMessage } from "@/lib/domain/messages/change-message";
import { db } from "@/lib/platform/database/db";
import type { Workspace } from "./northwind";
import { stageOf, writeMessage } from "./write-message";

const TEXT =
  "**New rules for laptops on the road:** the disk stays encrypted, and a lost one is reported within the hour, also at night. Please read page 4 of the handbook and confirm.";

/** One of so many people has confirmed; the administrator has not. */
const CONFIRMED_ONE_IN = 3;

/** Asks everybody to confirm an announcement, which some have done. */
export async function addConfirmation(workspace: Workspace): Promise<void> {
  const stage = stageOf(workspace, "announcements", "hannah");
  const administrator = workspace.users.find(({ username }) => username === "dmitry")?.id;
  await db().$transaction(async (tx) => {
    const message = { clientId: "demo-confirm", text: TEXT, confirmation: UNCONFIRMED };
    const row = await writeMessage(tx, stage, message);
    const data = stage.people
      .filter(
        (userId, index) =>
          index % CONFIRMED_ONE_IN === 0 && userId !== stage.author && userId !== administrator,
      )
      .map((userId) => ({ messageId: row.id, userId }));
    await tx.messageConfirmation.createMany({ data });
    const confirmation = { ...UNCONFIRMED, confirmed: data.length };
    await changeMessage({ db: tx, changed: () => {} }, row, () => ({ confirmation }));
  });
}
