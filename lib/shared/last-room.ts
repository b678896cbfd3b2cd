/** The id of the room where this device was last: where the start page leads. */
export const LAST_ROOM_COOKIE = "parley-room";
