import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, decrypt, makeBrowser } from "@/tests/support/push-browser";

/** A push with the moment of its arrival, by `performance.now()`. */
type Arrival = { messageId: string; device: string; at: number };

/**
 * A push service on this machine, behind a proxy (LINK_PROXY), because nothing lets Parley ask this machine itself. Its
 * certificate is made for the run; servers that ask it need NODE_TLS_REJECT_UNAUTHORIZED=0.
 */
export async function startPushService() {
  const browsers = new Map<string, Browser>();
  const arrivals: Arrival[] = [];
  const service = createHttps(certificate(), async (request, response) => {
    const at = performance.now();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    response.writeHead(201).end();
    const device = (request.url ?? "").slice(1);
    const browser = browsers.get(device);
    if (!browser) return;
    const { notification } = JSON.parse(decrypt(Buffer.concat(parts), browser));
    arrivals.push({ messageId: notification.data.messageId, device, at });
  });
  const servicePort = await listen(service);
  const proxy = createHttp();
  proxy.on("connect", (_request, socket, head) => {
    const target = connect(servicePort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    for (const end of [socket, target]) end.on("error", () => {});
  });
  return {
    arrivals,
    proxy: `http://127.0.0.1:${await listen(proxy)}`,
    /** Makes a browser's subscription. */
    browser(device: string) {
      const browser = makeBrowser();
      browsers.set(device, browser);
      return { endpoint: `https://push.example/${device}`, ...browser.keys };
    },
    close() {
      for (const server of [service, proxy]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

async function listen(server: Server | ReturnType<typeof createHttps>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Makes a key and a certificate by openssl. */
function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "parley-push-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
  const subject = ["-subj", "/CN=push.example", "-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", ...options, ...subject], { stdio: "ignore" });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
