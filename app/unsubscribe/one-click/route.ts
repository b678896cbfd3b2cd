import { refuseAllBut } from "@/lib/doors/rest";

export { getUnsubscribe as GET, postUnsubscribe as POST } from "@/lib/doors/unsubscribe";

export const dynamic = "force-dynamic";
export const { PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET", "POST");
