import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buildConnector } from "undici";
import { onTestFinished } from "vitest";
import type { OutboundNetwork } from "@/lib/platform/outbound/outbound-network";
import { rememberAs } from "@/lib/platform/remember";

/** Answers a request to a page of the pretended web. */
export type WebPage = (request: IncomingMessage, response: ServerResponse) => void;

/** A public address for every name that has none of its own. */
export const PUBLIC_ADDRESS = "93.184.215.14";

type WebOptions = {
  /** Addresses of names; a list of lists gives another answer to each question. */
  names?: Record<string, string[] | string[][]>;
};

/**
 * Serves a pretended web until the test ends: every name resolves, by default to a public address, and every connection
 * that the guard allows ends at a local server, whatever its address.
 */
export async function web(
  pages: Record<string, WebPage>,
  { names = {} }: WebOptions = {},
): Promise<{
  requests: string[];
  resolved: string[];
  connected: (readonly string[])[];
  headers: IncomingMessage["headers"][];
}> {
  const requests: string[] = [];
  const resolved: string[] = [];
  const connected: (readonly string[])[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const server = createServer((request, response) => {
    const address = `${request.headers.host}${request.url}`;
    requests.push(address);
    headers.push(request.headers);
    const page = pages[address] ?? pages[`${request.headers.host}/*`];
    if (page) page(request, response);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const questions = new Map<string, number>();
  const network: OutboundNetwork = {
    async resolve(host) {
      resolved.push(host);
      const known = names[host] ?? [PUBLIC_ADDRESS];
      const asked = questions.get(host) ?? 0;
      questions.set(host, asked + 1);
      return Array.isArray(known[0])
        ? (known as string[][])[Math.min(asked, known.length - 1)]!
        : (known as string[]);
    },
    connector(addresses) {
      connected.push(addresses);
      const connect = buildConnector({ allowH2: false });
      return (options, callback) =>
        connect({ ...options, hostname: "127.0.0.1", port: String(port) }, callback);
    },
  };
  rememberAs("outbound network", network);
  onTestFinished(() => {
    rememberAs("outbound network", undefined);
    server.closeAllConnections();
    server.close();
  });
  return { requests, resolved, connected, headers };
}

/** A page with this HTML. */
export const html =
  (body: string | Buffer, type = "text/html; charset=utf-8"): WebPage =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": type }).end(body);

/** A redirect to an address. */
export const redirect =
  (location: string, status = 302): WebPage =>
  (_request, response) =>
    void response.writeHead(status, { location }).end();
