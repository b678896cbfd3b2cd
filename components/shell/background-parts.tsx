import { Notices } from "@/components/notices/notices";
import { DropGuard } from "./drop-guard";
import { SessionEnd } from "./session-end";
import { UnreadTitle } from "./unread-title";

/** The parts of the shell that show nothing in the page. They are one script, which loads after the first screen. */
export default function BackgroundParts() {
  return (
    <>
      <Notices />
      <UnreadTitle />
      <DropGuard />
      <SessionEnd />
    </>
  );
}
