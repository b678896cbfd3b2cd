import { rest } from "@/lib/doors/rest";

export const { GET, POST, PUT, PATCH, DELETE } = rest("/auth/reset/read");
