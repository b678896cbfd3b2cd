import { type Channel, commitHandlerOf, editHandlerOf } from "../notifications/channel";
import { HAS_DEVICES, writePushes } from "./write-pushes";

const PUSH: Channel = { where: HAS_DEVICES, write: writePushes };

/** Writes the pushes of new messages. */
export const pushesOfCommits = commitHandlerOf(PUSH);

/** Writes the pushes of an edited message. Nobody is notified of it twice. */
export const pushToMentioned = editHandlerOf(PUSH);
