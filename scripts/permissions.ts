// npm run permissions: generates docs/permissions.md from the permission matrix.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { type Holder, isStoppedByArchive, PERMISSIONS, type RoomAction } from "@/lib/shared/permissions";
import type { RoomKind } from "@/lib/shared/views";

export const PERMISSIONS_PAGE = "docs/permissions.md";

const KINDS: RoomKind[] = ["open", "password", "closed", "group", "direct"];

const ACTIONS: Record<RoomAction, string> = {
  see: "see that it is there, by id, name or in a list",
  "see members": "see who is in it",
  "see changes": "see who came, went and changed roles, and by whom",
  read: "read messages, hear them live",
  send: "send messages",
  "change own message": "edit and delete one's own messages",
  react: "react",
  pin: "pin and unpin",
  "delete others' messages": "delete others' messages (of those who are in it)",
  join: "join by oneself",
  leave: "leave",
  add: "add people",
  remove: "remove people",
  "change roles": "give and take roles",
  change: "change name, topic, description, password, posting, history, `externalId`",
  "change kind": "change the kind",
  archive: "archive, restore",
  delete: "delete",
};

const HOLDERS: Record<Holder, [short: string, meaning: string]> = {
  anyone: ["all", "everyone with an account, guests excepted"],
  members: ["members", "those in the room, whatever their role, guests too"],
  colleagues: ["members, no guests", "those in the room who are no guests"],
  moderators: ["moderators", "those with the role `moderator` or `owner` in the room"],
  owners: ["owners", "those with the role `owner` in the room"],
  administrators: ["administrators", "administrators of the workspace, whether they are in the room or not"],
};

/** Rights that depend on the role in the workspace alone. `tests/permissions.test.ts` checks each. */
const WORKSPACE: [what: string, guest: string, member: string, administrator: string][] = [
  ["make `open` and `password` rooms and groups", "", "yes", "yes"],
  ["make `closed` rooms", "", "", "yes"],
  ["browse rooms, join them", "", "yes", "yes"],
  [
    "invite members, see and revoke one's own invitations",
    "",
    "if the workspace's `inviters` is `members`",
    "yes",
  ],
  [
    "make groups of people, change and delete one's own",
    "",
    "if the workspace's `groupMakers` is `members`",
    "yes",
  ],
  ["change and delete all groups of people", "", "", "yes"],
  ["add emoji, rename and delete one's own", "", "if the workspace's `emojiMakers` is `members`", "yes"],
  ["rename and delete all emoji", "", "", "yes"],
  ["see and use emoji of the workspace", "yes", "yes", "yes"],
  ["see groups of people, mention them", "those in which they see somebody", "yes", "yes"],
  ["invite people in any role, see and revoke all invitations", "", "", "yes"],
  ["see people, start a direct conversation", "those with whom they share a room", "everyone", "everyone"],
  ["be added to rooms, read, write, leave", "yes", "yes", "yes"],
];

/** Returns the content of docs/permissions.md. */
export const permissionsPage = () => `# Who may do what

Made by \`npm run permissions\` from \`lib/shared/permissions.ts\`, by which the code decides; a test keeps the two
equal. \`tests/permissions.test.ts\` holds every cell against a second, independent account of the rules, through the
operation, REST, server actions and both kinds of sockets.

## In a room

${table([
  ["", ...KINDS.map((kind) => `\`${kind}\``)],
  ...actions().map((action) => [ACTIONS[action], ...KINDS.map((kind) => cell(PERMISSIONS[action][kind]))]),
])}

${Object.values(HOLDERS)
  .map(([short, meaning]) => `- **${short}**: ${meaning}.`)
  .join("\n")}
- **–**: nobody.

An owner may do what a moderator may. Whoever may not see a room is told that there is none (404), and so is whoever is not
in it and asks for what only its members may do; everybody else is told that they may not (403).

What the table leaves out:

- **Archived** rooms: nobody may ${list(actions().filter((action) => isStoppedByArchive(action, { archivedAt: new Date(0) })))}.
  Whoever may archive may restore, and change the room in the same request.
- **Posting by moderators alone**: of those in the room moderators, owners and administrators send; to the others it is 403.
- **Adding**: guests add nobody, whatever their role. Whom the caller may not see is not there to be added.
- **Removing**: nobody removes somebody of a higher role, but administrators, who may remove anyone where they may remove at
  all. Removing oneself is leaving.
- **Roles**: a room keeps an owner. The last one hands over before stepping down; when the last one leaves, the
  longest-standing moderator, else member, becomes owner.
- **Kinds**: nothing becomes \`group\` or \`direct\`, and a \`direct\` conversation stays one; a group becomes \`closed\` and
  nothing else; other rooms are closed by administrators alone.
- **Deleted rooms** are there for nobody.

## In the workspace

${table([["", "guest", "member", "administrator"], ...WORKSPACE.map((row) => row.map((word) => word || "–"))])}

Of administrators alone:

${ENDPOINTS.filter(({ operation }) => operation.isAdministrative)
  .map(
    ({ operation: { summary }, method, path }) =>
      `- ${summary.charAt(0).toLowerCase() + summary.slice(1)} (\`${method} ${path}\`)`,
  )
  .sort()
  .join("\n")}
`;

const actions = () => Object.keys(PERMISSIONS) as RoomAction[];
const cell = (holders: readonly Holder[]) => holders.map((holder) => HOLDERS[holder][0]).join(", ") || "–";
const list = (some: RoomAction[]) => some.join(", ").replace(/, ([^,]*)$/, " or $1");

function table([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(PERMISSIONS_PAGE, permissionsPage());
