import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

type Forgery = Partial<{ origin: string; rpId: string; challenge: string; counter: number; flags: number }>;
type Options = { challenge: string };

const UP = 0x01;
const UV = 0x04;
const AT = 0x40;

/**
 * A device with one passkey, in software: what a browser and its authenticator would do (WebAuthn Level 3, 6 and 7), and,
 * where a test tells it to, what they never would. ES256, attestation "none".
 */
export class Authenticator {
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  private readonly id = randomBytes(32);
  private userHandle = "c29tZWJvZHk";
  counter = 0;

  constructor(private readonly origin = "http://localhost") {}

  /** Answers `navigator.credentials.create`. */
  create(options: Options & { user: { id: string } }, lie: Forgery = {}) {
    this.userHandle = options.user.id;
    const data = this.authenticatorData(lie, AT, this.attestedKey());
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: this.clientData("webauthn.create", options, lie),
        attestationObject: map([
          ["fmt", cborText("none")],
          ["attStmt", map([])],
          ["authData", cborBytes(data)],
        ]).toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  /** Answers `navigator.credentials.get`; each use moves the counter. */
  get(options: Options, lie: Forgery = {}) {
    this.counter++;
    const data = this.authenticatorData(lie, 0);
    const clientDataJSON = this.clientData("webauthn.get", options, lie);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON,
        authenticatorData: data.toString("base64url"),
        signature: createSign("sha256").update(signed).sign(this.keys.privateKey).toString("base64url"),
        userHandle: this.userHandle,
      },
    };
  }

  private envelope() {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key" as const };
  }

  private clientData(type: string, { challenge }: Options, lie: Forgery): string {
    const data = { type, challenge: lie.challenge ?? challenge, origin: lie.origin ?? this.origin };
    return Buffer.from(JSON.stringify(data)).toString("base64url");
  }

  private authenticatorData(lie: Forgery, flags: number, more: Buffer = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lie.counter ?? this.counter);
    const rpId = lie.rpId ?? new URL(this.origin).hostname;
    return Buffer.concat([sha256(rpId), Buffer.from([(lie.flags ?? UP | UV) | flags]), counter, more]);
  }

  private attestedKey(): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    return Buffer.concat([Buffer.alloc(16), length, this.id, coseKey(this.keys.publicKey)]);
  }
}

/** An EC2 key on P-256 for ES256 (RFC 9053, 7.1.1). */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: "jwk" });
  const coordinate = (text = "") => cborBytes(Buffer.from(text, "base64url"));
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}

const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();

// As much of CBOR (RFC 8949) as an attestation needs.
function head(major: number, length: number): Buffer {
  const kind = major << 5;
  if (length < 24) return Buffer.from([kind | length]);
  return length < 256
    ? Buffer.from([kind | 24, length])
    : Buffer.from([kind | 25, length >> 8, length & 0xff]);
}

const cborText = (text: string) => Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) => Buffer.concat([head(2, bytes.length), bytes]);
const map = (entries: [string, Buffer][]) =>
  Buffer.concat([head(5, entries.length), ...entries.flatMap(([name, value]) => [cborText(name), value])]);
