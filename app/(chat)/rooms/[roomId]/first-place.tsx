import { headers } from "next/headers";
import { NEW_LINE_AT } from "@/lib/client/timeline/line-places";

/** The script must not contain characters that HTML escapes: no quotes, arrows or comparisons. */
const SCRIPT = `for (const list of document.querySelectorAll(\`[role=log]\`)) {
  const wanted = document.getElementById(\`TARGET\`);
  const line = list.querySelector(\`[data-line=new]\`);
  const top = list.getBoundingClientRect().top;
  if (wanted) list.scrollTop += wanted.getBoundingClientRect().top - top - list.clientHeight / 3;
  else if (line) list.scrollTop = Math.min(0, list.scrollTop + line.getBoundingClientRect().top - top - ${NEW_LINE_AT});
}`;

/**
 * Scrolls the server-rendered list to the linked message or the first unread one before hydration. `useRoomScroll` does
 * the same, but some hundred milliseconds later, and the page would jump.
 */
export async function FirstPlace({ target }: { target: number | null }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;

  return <script nonce={nonce}>{SCRIPT.replace("TARGET", `said-${target}`)}</script>;
}
