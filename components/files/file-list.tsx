"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useOpenFile } from "@/components/lightbox/lightbox-context";
import { fromSentFile, slideKind } from "@/components/lightbox/shown-file";
import { Button } from "@/components/ui/button";
import { LongList } from "@/components/ui/lists/long-list";
import type { Row } from "@/components/ui/lists/plain-rows";
import type { SentFileView } from "@/lib/shared/views";
import type { FilePlace } from "./file-place";
import { FileRow } from "./file-row";
import { PictureGrid } from "./picture-grid";
import { keyOf, type useFiles } from "./use-files";

/** Pictures of one row of the list. It divides into every number of columns. */
const PICTURES = 12;

type FileListProps = FilePlace & {
  found: ReturnType<typeof useFiles>;
  /** Pictures alone, which are shown as a grid. */
  isGrid: boolean;
  isFiltered: boolean;
  onClear: () => void;
  /** Words and a next step for a room in which nobody has sent anything. */
  empty: ReactNode;
  className?: string;
};

/** A list of files, newest first, or a grid of pictures. */
export function FileList({ found, isGrid, isFiltered, onClear, empty, className, ...place }: FileListProps) {
  const t = useTranslations("filesPage");
  const open = useOpenFile();
  const openFile = (file: SentFileView) =>
    open({ file: fromSentFile(file), beside: shownFiles(found.items), isAlone: true });
  const rows = isGrid
    ? gridRows(found.items, (pictures) => <PictureGrid files={pictures} onOpen={openFile} {...place} />)
    : found.items.map((file) => ({
        key: keyOf(file),
        content: <FileRow file={file} onOpen={openFile} {...place} />,
      }));
  const isEmpty = found.state === "whole" && !found.hasMore && rows.length === 0;

  return (
    <LongList rows={rows} label={t("title")} onNearEnd={found.loadMore} className={className ?? ""}>
      <div role="status" className="flex flex-wrap items-center gap-3 py-4 text-ink-2 empty:hidden">
        {found.state === "failed" && <Again onAgain={found.again} />}
        {rows.length === 0 && found.state !== "failed" && !isEmpty && t(isFiltered ? "searching" : "loading")}
        {isEmpty && (isFiltered ? <NothingFound onClear={onClear} /> : empty)}
      </div>
    </LongList>
  );
}

/** The files of a list that the lightbox shows, oldest first. */
const shownFiles = (files: readonly SentFileView[]) =>
  files
    .filter((file) => slideKind(file) !== null)
    .map(fromSentFile)
    .reverse();

function gridRows(
  files: readonly SentFileView[],
  draw: (pictures: readonly SentFileView[]) => ReactNode,
): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < files.length; at += PICTURES) {
    const pictures = files.slice(at, at + PICTURES);
    rows.push({ key: pictures.map(keyOf)[0] ?? "", content: draw(pictures) });
  }
  return rows;
}

function Again({ onAgain }: { onAgain: () => void }) {
  const t = useTranslations("filesPage");
  return (
    <>
      {t("failed")}
      <Button look="quiet" size="small" onClick={onAgain}>
        {t("again")}
      </Button>
    </>
  );
}

function NothingFound({ onClear }: { onClear: () => void }) {
  const t = useTranslations("filesPage");
  return (
    <>
      {t("nothingFound")}
      <Button look="quiet" size="small" onClick={onClear}>
        {t("clear")}
      </Button>
    </>
  );
}
