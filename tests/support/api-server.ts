import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { answerApiRequest } from "@/lib/doors/api-server";
import { createHttp } from "@/lib/platform/http/http-server";
import type { Person } from "./world";

/** A server that answers the REST API over HTTP. Its address is there from `beforeAll` on. */
export function apiServer(): { url: string; port: number } {
  const where = { url: "", port: 0 };
  let http: Server;
  beforeAll(async () => {
    http = createHttp(
      (request, response) => void answerApiRequest(request, response),
      () => true,
    );
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    where.port = (http.address() as AddressInfo).port;
    where.url = `http://127.0.0.1:${where.port}/api/v1`;
  });
  afterAll(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return where;
}

/** Headers of somebody's request. */
export const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
