"use server";

import { refresh } from "next/cache";
import { createGroup } from "@/lib/domain/groups/create-group";
import { deleteGroup } from "@/lib/domain/groups/delete-group";
import { updateGroup } from "@/lib/domain/groups/update-group";
import { action } from "@/lib/doors/action";

/** Refreshes the list behind the dialogs after a change. */
const again = () => refresh();

export const createGroupAction = action(createGroup, again);
export const updateGroupAction = action(updateGroup, again);
export const deleteGroupAction = action(deleteGroup, again);
