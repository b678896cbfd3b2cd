/** Orders of the sidebar: `folders`, or `unread`, with unread rooms above the others. */
export const SIDEBAR_ORDERS = ["folders", "unread"] as const;

export type SidebarOrder = (typeof SIDEBAR_ORDERS)[number];

export const SIDEBAR_ORDER_COOKIE = "parley-order";

/** Parses a cookie's value. */
export function asSidebarOrder(value: string | null | undefined): SidebarOrder {
  return SIDEBAR_ORDERS.find((order) => order === value) ?? "folders";
}
