import { addressOf } from "../connection/call";
import type { SearchOrder } from "./search-order";

/** Results of one request. */
const PAGE_SIZE = 30;
/** Hits of one request in a room: they are small steps, and the next ones should be there. */
const ROOM_PAGE_SIZE = 50;

type Asked = { text: string; sort: SearchOrder["sort"]; timeZone: string };

/** The path of a search for messages. */
export const messagesPath = ({ text, sort, timeZone }: Asked) =>
  addressOf("GET /search", { q: text, sort, limit: PAGE_SIZE, timeZone });

/** The path of a search for files. */
export const filesPath = ({ text, timeZone }: Omit<Asked, "sort">) =>
  addressOf("GET /search/files", { q: text, limit: PAGE_SIZE, timeZone });

/** The path of a search for messages in one room, newest first. */
export const roomPathOf = ({ text, timeZone }: Omit<Asked, "sort">, roomId: string) =>
  addressOf("GET /search", { q: text, room: roomId, sort: "newest", limit: ROOM_PAGE_SIZE, timeZone });

/** The path of suggestions: people, rooms and operators for a text. */
export const suggestPath = (text: string) => addressOf("GET /search/suggest", { q: text });

/** The address of the page with a search. */
export const searchPagePath = (text: string) =>
  text ? `/search?${new URLSearchParams({ q: text })}` : "/search";
