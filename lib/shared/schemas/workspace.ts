import { z } from "zod";
import { count, id, page, time } from "./fields";
import { workspaceRole } from "./people";

export const registration = z.enum(["open", "invite"]);
export const inviters = z.enum(["administrators", "members"]);
export const groupMakers = z.enum(["administrators", "members"]);
export const emojiMakers = z.enum(["administrators", "members"]);

export const workspace = z
  .strictObject({
    name: z.string(),
    pictureUrl: z.string().nullable().meta({ description: "The workspace's picture" }),
    registration,
    inviters: inviters.meta({ description: "People who may invite others; guests never may" }),
    groupMakers: groupMakers.meta({ description: "People who may make groups; guests never may" }),
    emojiMakers: emojiMakers.meta({ description: "People who may add emoji; guests never may" }),
    hasPeople: z.boolean(),
    passwordLogin: z.boolean(),
    provider: z
      .string()
      .nullable()
      .meta({ description: "The name of the company's OpenID Connect provider" }),
    linkCards: z.boolean().meta({ description: "Messages show link previews" }),
    canMail: z.boolean().meta({ description: "This server sends mail" }),
  })
  .meta({ id: "Workspace" });

export const invitation = z
  .strictObject({
    id,
    role: workspaceRole,
    roomIds: z.array(id),
    maxUses: z.int().nullable(),
    uses: count,
    expiresAt: time.nullable(),
    createdAt: time,
    createdBy: z.string().meta({ description: "The username of the person who made it" }),
    createdByName: z.string().meta({ description: "Their display name" }),
  })
  .meta({ id: "Invitation" });

export const newInvitation = z
  .strictObject({
    ...invitation.shape,
    token: z.string().meta({ description: "Value for `invite`; shown this once" }),
    url: z.string().meta({ description: "The page on which the invited register" }),
  })
  .meta({ id: "NewInvitation" });
export const firstSteps = z
  .strictObject({
    hasInvited: z.boolean().meta({ description: "You have invited somebody, or others are here" }),
    hasRoom: z.boolean().meta({ description: "There is a room beside the first one" }),
    hasGreeted: z.boolean().meta({ description: "You have written a message" }),
    people: count.meta({ description: "People in the workspace" }),
  })
  .meta({ id: "FirstSteps", description: "What the person who set the workspace up has done." });
export const sentInvitations = z
  .strictObject({ sent: count })
  .meta({ id: "SentInvitations", description: "Number of addresses to which an invitation is on its way." });
export const workspaceSettings = z
  .strictObject({
    name: z.string(),
    registration,
    inviters,
    groupMakers,
    emojiMakers,
    requireTwoFactor: z.boolean(),
    passwordLogin: z.boolean(),
    fileBytes: count.meta({ description: "The most bytes of one file" }),
    quotaBytes: count
      .nullable()
      .meta({ description: "The most bytes of one person's files; null means no limit" }),
    totalQuotaBytes: count
      .nullable()
      .meta({ description: "The most bytes of all files; null means no limit" }),
    linkCards: z.boolean(),
  })
  .meta({ id: "WorkspaceSettings" });
export const workspacePicture = z
  .strictObject({ pictureUrl: z.string().nullable() })
  .meta({ id: "WorkspacePicture" });
export const invitationPage = page(invitation).meta({ id: "InvitationPage" });
