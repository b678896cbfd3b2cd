"use server";

import { refresh } from "next/cache";
import { makeResetLink } from "@/lib/domain/accounts/passwords/make-reset-link";
import { deactivatePerson } from "@/lib/domain/administration/deactivate-person";
import { deletePerson } from "@/lib/domain/administration/delete-person";
import {
  changeRole,
  createPerson,
  endPersonSessions,
  reactivatePerson,
  resetSecondFactor,
} from "@/lib/domain/administration/people";
import { createInvitation, revokeInvitation } from "@/lib/domain/invitations/invitations";
import { retryJob } from "@/lib/domain/jobs/retry-job";
import { updateWorkspace } from "@/lib/domain/workspace/update-workspace";
import { action } from "@/lib/doors/action";

/** Refreshes the lists behind the dialogs after a change. */
const again = () => refresh();

export const createPersonAction = action(createPerson, again);
export const changeRoleAction = action(changeRole, again);
export const makeResetLinkAction = action(makeResetLink);
export const endPersonSessionsAction = action(endPersonSessions, again);
export const resetSecondFactorAction = action(resetSecondFactor, again);
export const deactivatePersonAction = action(deactivatePerson, again);
export const reactivatePersonAction = action(reactivatePerson, again);
export const deletePersonAction = action(deletePerson, again);
export const createInvitationAction = action(createInvitation, again);
export const revokeInvitationAction = action(revokeInvitation, again);
export const updateWorkspaceAction = action(updateWorkspace, again);
export const retryJobAction = action(retryJob, again);
