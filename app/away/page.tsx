import { AwayScreen } from "@/components/room/away-screen";

/** Kept by every browser, and shown in place of a page of the chat while the server is away: it holds nobody's data. */
export default function AwayPage() {
  return <AwayScreen />;
}
