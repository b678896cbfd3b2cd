import { mkdtemp, rm } from "node:fs/promises";
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

/** Sees each request first. True if it has answered, or cut the connection. */
type Gate = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A file that arrived whole. */
type Arrived = { id: string; metadata: Record<string, string | null>; bytes: Buffer };

/** For tests: a real tus server that answers as Parley's does, with `Upload-Attachment-Id`. */
export class TusServer {
  readonly arrived: Arrived[] = [];
  /** Methods of the requests that came, in order. */
  readonly requests: string[] = [];
  gate: Gate = () => false;
  /** Methods whose answers lose the id of the file on their way, as behind a proxy that passes few headers. */
  idLostFrom: string[] = [];
  readonly #http: HttpServer;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    const store = new FileStore({ directory: folder });
    const idOf = (upload: string) => this.arrived.find(({ id }) => id === upload)?.id;
    const tus = new Server({
      path: "/api/v1/uploads",
      datastore: store,
      relativeLocation: true,
      onUploadFinish: async ({ method }, { id, metadata }) => {
        const parts: Buffer[] = [];
        for await (const part of store.read(id)) parts.push(part as Buffer);
        this.arrived.push({ id, metadata: metadata ?? {}, bytes: Buffer.concat(parts) });
        return { headers: this.#loses(method) ? {} : { "Upload-Attachment-Id": id } };
      },
    });
    this.#http = createServer((request, response) => {
      this.requests.push(request.method ?? "");
      if (this.gate(request, response)) return;
      const known = idOf(request.url?.split("/").at(-1) ?? "");
      if (request.method === "HEAD" && known && !this.#loses("HEAD"))
        response.setHeader("Upload-Attachment-Id", known);
      void tus.handle(request, response);
    });
  }

  #loses = (method: string) => this.idLostFrom.includes(method);

  static async start(): Promise<TusServer> {
    const server = new TusServer(await mkdtemp(join(tmpdir(), "parley-tus-")));
    await new Promise<void>((resolve) => server.#http.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
