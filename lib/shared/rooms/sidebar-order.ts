/** Orders of the sidebar: `folders`, or `unread`, with unread rooms above the others. */
export const SIDEBAR_ORDERS = ["folders", "unread"] as const;

export type SidebarOrder = (typeof SIDEBAR_ORDERS)[number];

/** Parses a stored order. */
export function asSidebarOrder(value: string | undefined): SidebarOrder {
  return SIDEBAR_ORDERS.find((order) => order === value) ?? "folders";
}
