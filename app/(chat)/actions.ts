"use server";

import { createInvitation, revokeInvitation } from "@/lib/domain/invitations/invitations";
import { mailInvitations } from "@/lib/domain/invitations/mail-invitations";
import { updateAccount } from "@/lib/domain/people/update-account";
import { action } from "@/lib/doors/action";

export const inviteAction = action(createInvitation);
export const mailInvitationsAction = action(mailInvitations);
export const finishFirstStepsAction = action(updateAccount);
export const revokeOwnInvitationAction = action(revokeInvitation);
