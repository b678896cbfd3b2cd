export { finishOidc as GET } from "@/lib/doors/oidc";

export const dynamic = "force-dynamic";
