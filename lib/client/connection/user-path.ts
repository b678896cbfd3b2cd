/** The address of the reader's own account in the REST API. */
export const ME_PATH = "/api/v1/me";

/** The path of a person in the REST API, by id or username, without `/api/v1`. */
export const shortUserPath = (user: string): string => `/users/${encodeURIComponent(user)}`;

/** The address of a person in the REST API. */
export const userPath = (user: string): string => `/api/v1${shortUserPath(user)}`;

/** The address of the rooms in common with a person. */
export const sharedRoomsPath = (user: string): string => `${userPath(user)}/rooms`;
