import { answerApi } from "@/lib/doors/answer-api";

// Every path of the table of endpoints, but for those that server.ts answers before Next (lib/doors/file-server.ts).

export const GET = (request: Request) => answerApi("GET", request);
export const POST = (request: Request) => answerApi("POST", request);
export const PUT = (request: Request) => answerApi("PUT", request);
export const PATCH = (request: Request) => answerApi("PATCH", request);
export const DELETE = (request: Request) => answerApi("DELETE", request);
export const OPTIONS = (request: Request) => answerApi("OPTIONS", request);
