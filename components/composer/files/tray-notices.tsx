"use client";

import X from "lucide-react/icons/x";
import { useLocale, useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Rejection, Upload } from "@/lib/client/uploads/upload";
import { useRejections } from "@/lib/client/uploads/use-draft-files";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { formatFileSize } from "@/lib/shared/files/file-size";
import type { MyRoomView } from "@/lib/shared/views";
import { KeptMetadata } from "./kept-metadata";

/** Sentences about files: those that were not taken, too many of them, kept metadata, and no space in this browser. */
export function TrayNotices({ room, files }: { room: MyRoomView; files: readonly Upload[] }) {
  const t = useTranslations("uploads");
  const { uploads } = useChat();
  const rejections = useRejections(room.id);
  const extra = files.length - BROWSER_LIMITS.attachments;
  const isTabOnly = files.some(({ keeping, refusal }) => keeping === "tab" && refusal === null);

  return (
    <>
      {rejections.length > 0 && (
        <div
          role="alert"
          className="flex items-start gap-2 border-b border-line py-1 pr-1.5 pl-3.5 text-small text-danger"
        >
          <ul className="min-w-0 flex-1 py-1 wrap-anywhere">
            {rejections.map((rejection, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and goes as a whole.
              <li key={at}>
                <RejectionText rejection={rejection} />
              </li>
            ))}
          </ul>
          <IconButton
            label={t("dismiss")}
            onClick={() => uploads.store.dispatch({ type: "dismiss", roomId: room.id })}
            className="size-7!"
          >
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      )}
      {extra > 0 && (
        <p role="alert" className="border-b border-line px-3.5 py-2 text-small text-danger">
          {t("tooMany", { limit: BROWSER_LIMITS.attachments, count: extra })}
        </p>
      )}
      <KeptMetadata files={files} />
      {isTabOnly && (
        <p role="status" className="border-b border-line px-3.5 py-2 text-small text-ink-2">
          {t("tabOnly")}
        </p>
      )}
    </>
  );
}

function RejectionText({ rejection: { name, why, limit = 0 } }: { rejection: Rejection }) {
  const t = useTranslations("uploads.rejected");
  const locale = useLocale();
  if (why === "tooLarge") return t("tooLarge", { name, limit: formatFileSize(limit, locale) });
  if (why === "tooMany") return t("tooMany", { name, limit });
  return t("folder", { name });
}
