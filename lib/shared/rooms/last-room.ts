/** Cookie with the id of this device's last room, which the start page opens. */
export const LAST_ROOM_COOKIE = "parley-room";
