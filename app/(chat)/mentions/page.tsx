import { permanentRedirect } from "next/navigation";

/** Mentions are a filter of Activity; old links lead there. */
export default function MentionsPage(): never {
  permanentRedirect("/activity?kind=mention");
}
