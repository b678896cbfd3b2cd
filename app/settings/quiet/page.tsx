import { redirect } from "next/navigation";

/** Do not disturb has moved to the page of notifications. */
export default function QuietPage(): never {
  redirect("/settings/notifications");
}
