import type { AttachmentView } from "@/lib/shared/views";
import { fixedHeight, shrinkingBox } from "./file-boxes";
import { Reserved } from "./reserved";

/** The space of a file until the script that draws it has arrived. */
export function FileSpace({ file }: { file: AttachmentView }) {
  const box = shrinkingBox(file);
  const height = fixedHeight(file);

  return (
    <div className="mt-1">
      {box && <Reserved {...box}>{null}</Reserved>}
      {height > 0 && <svg aria-hidden width={1} height={height} className="block" />}
    </div>
  );
}
