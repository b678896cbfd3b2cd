import { call } from "../connection/call";

// The chat's reads.

export const readAccount = () => call("GET /me", {});

export const readUser = (user: string) => call("GET /users/{user}", { user });

export const readRoom = (room: string) => call("GET /rooms/{room}", { room });

/** The rooms the reader could join. */
export const readOpenRooms = () => call("GET /rooms", { scope: "browse", limit: 200 });

/** The presence of everybody in the reader's conversations. */
export const readPresence = () => call("GET /presence", {});
