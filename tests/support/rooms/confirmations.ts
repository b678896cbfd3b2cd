import { UNCONFIRMED } from "@/lib/domain/confirmations/stored-confirmation";
import { db } from "@/lib/platform/database/db";

/** Lets each message ask to be confirmed, without the operations. */
export const askToConfirm = (messageIds: string[]) =>
  db().message.updateMany({ where: { id: { in: messageIds } }, data: { confirmation: UNCONFIRMED } });
