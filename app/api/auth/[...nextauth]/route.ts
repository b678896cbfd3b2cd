import NextAuth from "next-auth";
import { refuseAllBut } from "@/lib/doors/rest";
import { authOptions } from "@/lib/doors/sessions/next-auth";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

const handler = (request: Request, context: RouteContext) => NextAuth(authOptions())(request, context);

export { handler as GET, handler as POST };

// next-auth throws on HEAD, which Next.js derives from GET.
export const { HEAD, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET", "POST");
