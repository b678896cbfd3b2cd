/** How the rooms stand in the sidebar: `folders`, each in its place; or `unread`, with what is unread above the others. */
export const SIDEBAR_ORDERS = ["folders", "unread"] as const;

export type SidebarOrder = (typeof SIDEBAR_ORDERS)[number];

export const SIDEBAR_ORDER_COOKIE = "parley-order";

/** A cookie's value as an order. */
export function asSidebarOrder(value: string | null | undefined): SidebarOrder {
  return SIDEBAR_ORDERS.find((order) => order === value) ?? "folders";
}
