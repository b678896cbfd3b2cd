import { refuseAllBut } from "@/lib/doors/rest";

export { finishOidc as GET } from "@/lib/doors/sessions/oidc";

export const dynamic = "force-dynamic";
export const { HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET");
