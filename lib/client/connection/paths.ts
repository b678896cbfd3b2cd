const API = "/api/v1";

/** The reader's own account in the REST API. */
export const ME_PATH = `${API}/me`;

/** The reader's own picture. */
export const AVATAR_PATH = `${ME_PATH}/avatar`;

/** The workspace's picture. */
export const WORKSPACE_PICTURE_PATH = `${API}/workspace/picture`;

/** The open invitations that the reader may see, the newest ones. */
export const OWN_INVITATIONS_PATH = `${API}/invitations?limit=50`;

/** The people whom the reader may see. */
export const USERS_PATH = `${API}/users`;

/** The path of a person, by id or username, without `/api/v1`. */
export const shortUserPath = (user: string): string => `/users/${encodeURIComponent(user)}`;

/** A person, by id or username. */
export const userPath = (user: string): string => `${API}${shortUserPath(user)}`;

/** The rooms in common with a person. */
export const sharedRoomsPath = (user: string): string => `${userPath(user)}/rooms`;

/** The groups of people that the reader may see. */
export const GROUPS_PATH = `${API}/groups`;

/**
 * A group, by id or handle, as `askServer` takes it.
 *
 * @param room a room of the reader, by id or name: also tells who of the group is there
 */
export const shortGroupPath = (group: string, room?: string): string =>
  `/groups/${encodeURIComponent(group)}${room === undefined ? "" : `?room=${encodeURIComponent(room)}`}`;

/** A group, by id or handle. */
export const groupPath = (group: string, room?: string): string => `${API}${shortGroupPath(group, room)}`;

/** The groups that a person is in. */
export const groupsOfPath = (user: string): string => `${GROUPS_PATH}?user=${encodeURIComponent(user)}`;

/** The members of a room, by its id. */
export const membersPath = (roomId: string): string => `${API}/rooms/${roomId}/members`;

/** The messages of a room, by its id. */
export const messagesPath = (roomId: string): string => `${API}/rooms/${roomId}/messages`;

/** The reader's scheduled messages; a person has fewer than fit a page. */
export const SCHEDULED_PATH = `${ME_PATH}/scheduled?limit=200`;

/** A scheduled message, by its id. */
export const scheduledPath = (id: string): string => `${ME_PATH}/scheduled/${id}`;

/** New scheduled messages of a room, by its id. */
export const scheduleInPath = (roomId: string): string => `${API}/rooms/${roomId}/scheduled`;

/** The reader's Activity. */
export const ACTIVITY_PATH = `${ME_PATH}/activity`;
