export { startOidc as GET } from "@/lib/doors/oidc";

export const dynamic = "force-dynamic";
