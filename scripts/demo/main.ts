import { openDatabase } from "@/lib/platform/database/database";
import { closeDb } from "@/lib/platform/database/db";
import { InUse } from "@/lib/platform/postgres/claim";
import { rememberAs } from "@/lib/platform/remember";
import { hashPassword } from "@/lib/platform/secrets/password";
import { readSettings } from "@/lib/platform/settings";
import { Shutdown } from "@/lib/platform/shutdown";
import { StartError } from "@/lib/platform/start-error";
import { addActivity } from "./activity";
import { addChecklist } from "./checklists";
import { addConfirmation } from "./confirmations";
import { addEmoji } from "./emoji";
import { fill } from "./fill";
import { makeNorthwind, type Workspace } from "./northwind";
import { addNotificationSettings } from "./notifications";
import { PEOPLE } from "./people";
import { addPoll } from "./polls";
import { addReminders } from "./reminders";
import { addThreads } from "./threads";

/** One password for everybody and for every password room; it is public. */
const PASSWORD = "northwind-demo";

const closing = new Shutdown();

async function run(): Promise<void> {
  const given = readSettings(process.env);
  const database = await openDatabase(given, closing);
  closing.add(() => database.release());
  rememberAs("settings", { ...given, databaseUrl: database.url });
  closing.add(closeDb);
  const [people, rooms] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
  const made = makeNorthwind(new Date(), { people, rooms });
  await fill(made);
  await addThreads(made);
  await addNotificationSettings(made);
  await addActivity(made, new Date());
  await addPoll(made);
  await addConfirmation(made);
  await addChecklist(made);
  await addEmoji(made, new Date());
  await addReminders(made, new Date());
  await closing.run();
  console.log(summaryOf(made));
}

const summaryOf = ({ workspace, users, rooms, messages }: Workspace) => `
${workspace.name} is filled: ${users.length} people, ${rooms.length} rooms, ${messages.length.toLocaleString("en")} messages.

Start Parley with \`npm start\` and sign in:
  administrator  ${PEOPLE[0]?.username}
  password       ${PASSWORD}

Everybody else has the same password, for example ${PEOPLE[2]?.username} or ${PEOPLE[3]?.username}, and so have the rooms with a password.
This is for a demo only: do not let strangers reach it.`;

async function refuse(error: unknown): Promise<never> {
  console.error(StartError.is(error) ? sentenceOf(error) : error);
  await closing.run();
  process.exit(1);
}

const sentenceOf = (error: StartError) =>
  error instanceof InUse
    ? "Parley is running on this data folder: stop it, run `npm run demo`, then start it again (or set DATABASE_URL to an empty database)."
    : error.message;

closing.runOnSignals();
await run().catch(refuse);
process.exit(); // The schema engine leaves timers behind that would keep it for ten seconds.
