import type { SearchOrder } from "./search-order";

/** Results of one request. */
const PAGE_SIZE = 30;
/** Hits of one request in a room: they are small steps, and the next ones should be there. */
const ROOM_PAGE_SIZE = 50;

type Asked = { text: string; sort: SearchOrder["sort"]; timeZone: string };

const query = (values: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)])).toString();

/** A path of the search in the REST API. */
const path = (end: "" | "/files" | "/suggest", values: Record<string, string | number>) =>
  `/api/v1/search${end}?${query(values)}`;

/** The path of a search for messages. */
export const messagesPath = ({ text, sort, timeZone }: Asked) =>
  path("", { q: text, sort, limit: PAGE_SIZE, timeZone });

/** The path of a search for files. */
export const filesPath = ({ text, timeZone }: Omit<Asked, "sort">) =>
  path("/files", { q: text, limit: PAGE_SIZE, timeZone });

/** The path of a search for messages in one room, newest first. */
export const roomPathOf = ({ text, timeZone }: Omit<Asked, "sort">, roomId: string) =>
  path("", { q: text, room: roomId, sort: "newest", limit: ROOM_PAGE_SIZE, timeZone });

/** The path of suggestions: people, rooms and operators for a text. */
export const suggestPath = (text: string) => path("/suggest", { q: text });

/** The address of the page with a search. */
export const searchPagePath = (text: string) => (text ? `/search?${query({ q: text })}` : "/search");
