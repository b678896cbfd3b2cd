import type { MediaJob, MediaJobKind, MediaJobResult } from "../media-jobs";
import { textEncoding } from "./decode-text";
import { detectType } from "./detect-type";
import { inspectImage } from "./inspect-image";
import { readRecording, stripRecording } from "./inspect-recording";
import { makePicture, makeThumbnail } from "./make-thumbnail";
import { inspectPdf } from "./pdf";
import { readPdfText, readText } from "./read-text";

/** Does one job. Refusals are thrown as MediaRefusal. */
export function runJob({ kind, input }: MediaJob): Promise<MediaJobResult<MediaJobKind>> {
  switch (kind) {
    case "detectType":
      return detectType(input.path, input.name);
    case "inspectImage":
      return inspectImage(input.path, input.type);
    case "inspectPdf":
      return inspectPdf(input.path);
    case "stripRecording":
      return stripRecording(input.path, input.type);
    case "readRecording":
      return readRecording(input.path, input.type);
    case "makeThumbnail":
      return makeThumbnail(input.source, input);
    case "makePicture":
      return makePicture(input.source, input);
    case "textEncoding":
      return Promise.resolve(textEncoding(input.head));
    case "readText":
      return Promise.resolve(readText(input.bytes));
    case "readPdfText":
      return readPdfText(input.path);
  }
}
