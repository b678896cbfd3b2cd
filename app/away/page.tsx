import { AwayScreen } from "@/components/room/away-screen";

/** The offline page, which browsers cache and show while the server is unreachable. It contains no personal data. */
export default function AwayPage() {
  return <AwayScreen />;
}
