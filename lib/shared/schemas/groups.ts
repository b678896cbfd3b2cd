import { z } from "zod";
import { count, id, page, time } from "./fields";
import { person } from "./people";

const shortGroup = {
  id,
  handle: z.string().meta({ description: "Mentioned as `@handle`; usernames and handles are one namespace" }),
  name: z.string(),
  memberCount: count.meta({
    description: "Active people in it and in its nested groups, each once; for guests those whom they see",
  }),
};

export const nestedGroup = z
  .strictObject(shortGroup)
  .meta({ id: "NestedGroup", description: "A group in another one." });

export const group = z
  .strictObject({
    ...shortGroup,
    description: z.string(),
    groupCount: count.meta({ description: "Groups in it" }),
    mayChange: z.boolean().meta({ description: "True if the caller may change and delete it" }),
    createdAt: time,
  })
  .meta({ id: "Group", description: "People who are mentioned by one handle." });

export const groupInRoom = z
  .strictObject({
    memberCount: count.meta({ description: "People of the group who are in the room" }),
    absent: z.array(person).meta({ description: "The first twenty who are not, by name" }),
    absentCount: count,
  })
  .meta({ id: "GroupInRoom" });

export const groupDetails = z
  .strictObject({
    ...group.shape,
    members: z
      .array(person)
      .meta({ description: "Its own members, by name; active ones, whom the caller sees" }),
    groups: z.array(nestedGroup).meta({ description: "The groups in it, by name" }),
    inRoom: groupInRoom.nullable().meta({ description: "Null without the parameter `room`" }),
  })
  .meta({ id: "GroupDetails", description: "A group with its members." });

export const groupPage = page(group).meta({ id: "GroupPage" });
