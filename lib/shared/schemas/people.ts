import { z } from "zod";
import { id, page, time } from "./fields";

export const workspaceRole = z.enum(["administrator", "member", "guest"]);

export const standing = z.enum(["online", "away", "offline"]);

export const user = z
  .strictObject({
    id,
    username: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    role: workspaceRole,
    isBot: z.boolean(),
    isOnline: z.boolean(),
    standing: standing.meta({ description: "`away`: online, but inactive on every device for ten minutes" }),
    isQuiet: z.boolean().meta({ description: "Do not disturb is on" }),
    lastSeenAt: time.nullable(),
    statusText: z.string(),
    statusEmoji: z.string(),
    statusUntil: time.nullable().meta({ description: "When the status clears; after that it is not shown" }),
    title: z.string().meta({ description: 'Job of the person, such as "Databases"' }),
  })
  .meta({ id: "User", description: "A person as others see them." });

export const directoryUser = z
  .strictObject({
    ...user.shape,
    email: z
      .string()
      .nullable()
      .optional()
      .meta({ description: "Only for administrators and the person themselves" }),
    timeZone: z.string().nullable().meta({ description: "IANA name; null if the person has not set one" }),
    isActive: z.boolean().meta({ description: "False for a deactivated or deleted account" }),
  })
  .meta({ id: "DirectoryUser", description: "A person in the list of people." });

const clockTime = z.string().meta({ description: "HH:MM in the person's own time zone" });

export const quietHours = z.strictObject({
  days: z.array(z.int().min(1).max(7)).meta({ description: "1 is Monday, 7 is Sunday (ISO 8601)" }),
  from: clockTime,
  to: clockTime.meta({ description: "HH:MM, other than `from`; before it, it is the next morning's" }),
});

export const account = z
  .strictObject({
    ...user.shape,
    email: z.string().nullable(),
    locale: z.string().nullable(),
    timeZone: z.string().nullable(),
    theme: z.enum(["system", "light", "dark"]),
    linkCards: z.boolean().meta({ description: "Show link previews" }),
    quickReactions: z.array(z.string()).meta({ description: "Six emoji for reacting at one press" }),
    threadsInMiddle: z.boolean().meta({ description: "Threads open in place of the room, not beside it" }),
    wideText: z.boolean().meta({ description: "Messages use the whole width of the window" }),
    sidebarOrder: z
      .enum(["folders", "unread"])
      .meta({ description: "`unread`: unread rooms stand above the others in the sidebar" }),
    undoSendSeconds: z
      .int()
      .meta({ description: "Seconds for which a sent message waits in the browser and can be taken back" }),
    quietUntil: time.nullable().meta({ description: "Do not disturb until then" }),
    quietHours: quietHours.nullable().meta({ description: "Do not disturb by schedule" }),
    hasFirstSteps: z
      .boolean()
      .meta({ description: "The start page shows the first steps of a new workspace" }),
    hasTotp: z.boolean().meta({ description: "An authenticator app is set up" }),
  })
  .meta({ id: "Account", description: "Your own account and its settings." });

export const person = z
  .strictObject({
    id,
    username: z.string(),
    displayName: z.string(),
    isBot: z.boolean(),
    avatarUrl: z
      .string()
      .nullable()
      .optional()
      .meta({ description: "Null or absent where the person has no picture" }),
  })
  .meta({
    id: "Person",
    description: "The fields of a person that a message or a conversation's title needs.",
  });

export const presence = z
  .strictObject({ userId: id, standing })
  .meta({ id: "Presence", description: "A person who is present." });

export const userPage = page(user).meta({ id: "UserPage" });
export const directoryPage = page(directoryUser).meta({ id: "DirectoryPage" });

export const presenceList = z.strictObject({ items: z.array(presence) }).meta({ id: "PresenceList" });
