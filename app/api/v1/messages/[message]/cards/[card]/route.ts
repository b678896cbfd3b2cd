import { rest } from "@/lib/doors/rest";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = rest("/messages/{message}/cards/{card}");
