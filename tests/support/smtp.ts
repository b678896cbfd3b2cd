import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Received = { to: string[]; text: string };

/** An SMTP server in this process that keeps what it gets. `refuse` makes it turn mails away for the time being. */
export async function startSmtp(port = 0) {
  const received: Received[] = [];
  const state = { refuses: false };
  const arrived: (() => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (state.refuses) return done(Object.assign(new Error("Come back later"), { responseCode: 451 }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text: Buffer.concat(chunks).toString() });
        done();
        for (const tell of arrived.splice(0)) tell();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    state,
    /** The mail of that place among those received, once it is there. */
    async mail(place = 0): Promise<Received> {
      while (!received[place]) await new Promise<void>((resolve) => void arrived.push(resolve));
      return received[place];
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
