import { UPLOADS_PATH } from "@/lib/shared/files/file-paths";
import { call } from "../connection/call";
import { joinTabs } from "../connection/tabs";
import type { Store } from "../state/store";
import { filesName } from "../storage/names";
import { sendLoaded } from "./send-loaded";
import type { UploadAction, Uploads } from "./upload";
import { UploadEngine, type UploadServer, type WaitingMessage } from "./upload-engine";
import { createUploadStore } from "./upload-store";

export { reduceUploads } from "./reduce-uploads";

/** Makes the engine of a person's uploads, with this browser's storage and the server. */
export function createEngine(
  userId: string,
  state: Store<Uploads, UploadAction>,
  waitingMessages: () => Promise<readonly WaitingMessage[]>,
): UploadEngine {
  // Without it, a browser short of space may delete what was never sent.
  void navigator.storage?.persist?.().catch(() => {});
  return new UploadEngine({
    state,
    store: createUploadStore(userId),
    join: (onNews) => joinTabs(filesName(userId), onNews),
    server: SERVER,
    waitingMessages,
  });
}

const SERVER: UploadServer = {
  send: sendLoaded,
  tell: (file, words) => call("PATCH /files/{file}", { file, ...words }),
  removeFile: (file) => void call("DELETE /files/{file}", { file }, { keepalive: true }),
  // The server sweeps an upload that is never finished, so one attempt is enough.
  removeUpload: (url) =>
    void fetch(url, { method: "DELETE", keepalive: true, headers: { "tus-resumable": "1.0.0" } }).catch(
      () => {},
    ),
  // tus 1.0, "OPTIONS": the server tells its configuration.
  async sizeLimit() {
    const answer = await fetch(UPLOADS_PATH, { method: "OPTIONS", cache: "no-store" }).catch(() => null);
    return Number(answer?.headers.get("tus-max-size")) || null;
  },
};
