import { canMail } from "@/lib/platform/mailer";
import { type Channel, commitHandlerOf, editHandlerOf } from "../../notifications/channel";
import { WANTS_MAIL, writeMails } from "./write-mails";

const MAIL: Channel = { isOn: canMail, where: WANTS_MAIL, write: writeMails };

/** Writes down the mails of new messages. */
export const mailsOfCommits = commitHandlerOf(MAIL);

/** Writes down the mails of an edited message. */
export const mailToMentioned = editHandlerOf(MAIL);
