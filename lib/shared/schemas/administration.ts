import { z } from "zod";
import { count, fileSum, id, page, time } from "./fields";
import { person, user } from "./people";
import { entry, room, roomRole } from "./rooms";

export const adminRoom = z
  .strictObject({
    ...room.shape,
    owners: z.array(person).meta({ description: "The first five" }),
    readableMessages: count.meta({
      description: "Number of earlier messages a person added now could read",
    }),
  })
  .meta({ id: "AdminRoom", description: "A room as administrators see it, without its messages." });

export const roomOfPerson = z
  .strictObject({ room, role: roomRole, joinedAt: time, entry, addedBy: person.nullable() })
  .meta({ id: "RoomOfPerson", description: "A room a person is in, with their role in it." });

const foundPerson = { person: user, isMember: z.boolean(), isDeactivated: z.boolean() };

export const foundPeople = z
  .strictObject({
    found: z.array(z.strictObject({ given: z.string(), ...foundPerson })),
    ambiguous: z
      .array(z.strictObject({ given: z.string(), people: z.array(z.strictObject(foundPerson)) }))
      .meta({ description: "Names shared by several people, with the first twenty of them" }),
    missing: z.array(z.string()).meta({ description: "Names that match no one" }),
  })
  .meta({
    id: "FoundPeople",
    description: "Whom a list of names means; `isMember` is about the room that was asked about.",
  });

export const adminPerson = z
  .strictObject({
    ...user.shape,
    email: z.string().nullable(),
    createdAt: time,
    deactivatedAt: time.nullable(),
    lastActiveAt: time.nullable(),
    hasSecondFactor: z.boolean(),
    sessionCount: count,
  })
  .meta({ id: "AdminPerson", description: "A person as administrators see them." });

export const auditEntry = z
  .strictObject({
    id,
    at: time,
    action: z.string(),
    actorId: id.nullable(),
    actorName: z.string().meta({ description: "The username at that time" }),
    actorDisplayName: z.string().nullable().meta({ description: "The person's present display name" }),
    targetId: id.nullable(),
    targetName: z.string().meta({ description: "The name at that time; of a person the username" }),
    targetDisplayName: z.string().nullable().meta({ description: "The person's present display name" }),
    address: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEntry" });
export const newPerson = z
  .strictObject({ person: adminPerson, password: z.string() })
  .meta({ id: "NewPerson", description: "With a password that is shown this once." });

export const storage = z
  .strictObject({
    place: z.enum(["disk", "s3"]),
    stored: z.strictObject(fileSum).meta({ description: "What is stored: the same bytes once" }),
    unfinished: z
      .strictObject(fileSum)
      .meta({ description: "Uploads that are not finished, as large as they will be" }),
    freeBytes: count.nullable().meta({ description: "Bytes that the disk still takes; null in a bucket" }),
    kinds: z.array(z.strictObject({ kind: z.enum(["image", "video", "audio", "document"]), ...fileSum })),
  })
  .meta({ id: "Storage", description: "What files use. Uploads of the same bytes count once in `stored`." });

export const storageUser = z
  .strictObject({ user, ...fileSum })
  .meta({ id: "StorageUser", description: "A person with the number and bytes of their files." });
export const overview = z
  .strictObject({
    people: z.strictObject({ active: count, guests: count, deactivated: count, online: count }),
    rooms: z.strictObject({ active: count, archived: count }),
    invitations: count.meta({ description: "Open invitations" }),
    messages: z.strictObject({
      perDay: z
        .array(z.strictObject({ day: z.string().meta({ description: "Such as 2026-11-30" }), count }))
        .meta({ description: "People's messages of the last 30 days, oldest first" }),
    }),
    storage: z.strictObject({ ...storage.shape, quotaBytes: count.nullable() }),
    health: z.strictObject({
      version: z.string(),
      database: z.strictObject({ version: z.string(), milliseconds: count }),
      redis: z.enum(["none", "ok", "away"]),
      peopleConnected: count,
      jobs: z
        .strictObject({ failed: count, late: count })
        .meta({ description: "Jobs that were given up, or are due for five minutes; each up to 1,000" }),
      mail: z.strictObject({
        isConfigured: z.boolean(),
        lastFailure: z.strictObject({ at: time, error: z.string() }).nullable(),
      }),
      push: z.enum(["none", "ok", "no_contact"]).meta({
        description:
          "`none` without PUBLIC_URL; `no_contact` if push services may refuse the address of the administrator",
      }),
    }),
  })
  .meta({ id: "Overview", description: "The state of the workspace, for administrators." });

export const adminPersonPage = page(adminPerson).meta({ id: "AdminPersonPage" });
export const storageUserPage = page(storageUser).meta({ id: "StorageUserPage" });
export const auditPage = page(auditEntry).meta({ id: "AuditPage" });
export const adminRoomPage = page(adminRoom).meta({ id: "AdminRoomPage" });
export const roomOfPersonPage = page(roomOfPerson).meta({ id: "RoomOfPersonPage" });
