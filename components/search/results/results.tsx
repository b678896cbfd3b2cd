"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { LongList } from "@/components/ui/lists/long-list";
import { onDemand } from "@/components/ui/on-demand";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { type Query, wordsOf } from "@/lib/client/search/query-text";
import type { Results as ResultsOf } from "@/lib/client/search/result-loader";
import { useLiveFiles, useLiveHits } from "@/lib/client/search/use-results";
import type { useSearch } from "@/lib/client/search/use-search";
import { useSuggested } from "@/lib/client/search/use-suggested";
import { isKey } from "@/lib/client/shortcuts/keys";
import { LIMITS } from "@/lib/shared/limits";
import type { PreviewProps } from "../preview/preview";
import { FreshResults } from "./fresh-results";
import { placeOf } from "./result-place";
import { OtherQuery, ResultStatus } from "./result-status";
import { ResultTabs, SECTIONS, type Section, useCount } from "./result-tabs";
import { useReply } from "./use-reply";
import { handleResultKey, type ResultList } from "./use-result-list";
import { useResultRows } from "./use-result-rows";

const Preview = onDemand<PreviewProps>(() => import("../preview/preview"));

type ResultsProps = {
  search: ReturnType<typeof useSearch>;
  list: ResultList;
  box: RefObject<HTMLElement | null>;
  onFilters: () => void;
  onAsk: (query: Query) => void;
  toField: () => void;
};

/** The results of a search with their sections, and beside them on a wide screen the place of the chosen one. */
export function Results(props: ResultsProps) {
  const { search, list } = props;
  const t = useTranslations("search");
  const found = useFound(search);
  const [section, onSection] = useSection(search);
  const place = placeOf(found, section, list.selected);
  const isWide = useIsWide();
  const { reply, mayReply } = useReply(found, search.leave);

  return (
    <div className="grid min-h-0 flex-1 grid-cols-1 grid-rows-1 lg:grid-cols-[minmax(26rem,35rem)_minmax(20rem,1fr)]">
      <Found {...props} {...{ found, section, onSection, reply }} shown={place?.key} />
      {isWide && (
        <aside
          aria-label={t("preview")}
          onKeyDown={(event) => {
            const { ctrlKey, metaKey, altKey } = event;
            if (place && isKey("R", event) && !ctrlKey && !metaKey && !altKey) reply(place.key);
          }}
          className="hidden min-h-0 min-w-0 flex-col border-line lg:flex lg:has-[*]:border-l"
        >
          {place && <Preview place={place} mayReply={mayReply(place.key)} onOpen={() => list.open(place)} />}
        </aside>
      )}
    </div>
  );
}

/** The results of the searches for messages, files and names. */
function useFound({ memory, asked }: ResultsProps["search"]) {
  const messageResults = useLiveHits(memory.messages);
  const fileResults = useLiveFiles(memory.files);
  const words = wordsOf(asked);
  const { people, rooms } = useSuggested(words);
  const [messages, files] = [messageResults.items, fileResults.items];
  return { messages, files, people, rooms, words, messageResults, fileResults };
}

type FoundProps = ResultsProps & {
  found: ReturnType<typeof useFound>;
  section: Section;
  onSection: (section: Section) => void;
  shown: string | undefined;
  reply: (key: string) => void;
};

function Found(props: FoundProps) {
  const { search, list, box, found, section, onSection, shown, reply, onFilters, onAsk, toField } = props;
  const t = useTranslations("search");
  const { memory, asked, order } = search;
  const { words, messageResults, fileResults } = found;
  const rows = useResultRows({ found, words, section, grouping: order.grouping, list, shown, onSection });
  const [results, loader] =
    section === "files" ? [fileResults, memory.files] : [messageResults, memory.messages];
  const counts = useCounts(found);
  const isOfNames = section === "people" || section === "rooms";

  return (
    <section
      ref={box}
      data-results
      aria-label={t("results")}
      onKeyDown={(event) => handleResultKey(event, { toField, reply })}
      onScrollCapture={({ target }) => {
        memory.top = (target as HTMLElement).scrollTop;
      }}
      className="relative flex min-h-0 min-w-0 flex-col"
    >
      <ResultTabs
        isAsked={asked !== ""}
        {...{ section, counts, order, onSection, onFilters }}
        onOrder={search.reorder}
      />
      <Progress isBusy={results.state === "loading"} />
      <OtherQuery results={results} onAsk={onAsk} />
      <LongList
        key={`${results.shownPath} ${section}`}
        rows={rows}
        startAt={rows.findIndex(({ key }) => key === list.selected)}
        onNearEnd={loader.more}
        className="px-3 pb-6"
      >
        {!(isOfNames && rows.length > 0) && (
          <ResultStatus {...{ asked, results, onAsk }} hasOthers={rows.length > 0} onAgain={loader.again} />
        )}
      </LongList>
      {!isOfNames && section !== "files" && (
        <FreshResults {...{ asked, memory }} onShow={(isByKey) => showFirst(box.current, isByKey)} />
      )}
      <Announced results={messageResults} />
    </section>
  );
}

/** Scrolls to the beginning, where the new results are; after a key the first message gets the focus. */
function showFirst(box: HTMLElement | null, isByKey: boolean) {
  const first = box?.querySelector<HTMLElement>("[data-result^=message]");
  first?.closest("[data-results] > *")?.scrollTo({ top: 0 });
  if (isByKey) first?.focus({ preventScroll: true });
}

/** The shown section, for as long as it has a tab. */
function useSection({ memory }: ResultsProps["search"]) {
  const [section, setSection] = useState<Section>(
    () => SECTIONS.find((each) => each === memory.section) ?? "all",
  );
  return [
    section,
    (next: Section) => {
      memory.section = next;
      setSection(next);
    },
  ] as const;
}

/** The numbers of the sections, as they are shown; empty for none. */
function useCounts({ messageResults, fileResults, ...names }: ReturnType<typeof useFound>) {
  const countOf = useCount();
  const [messages, files] = [messageResults.total, fileResults.total];
  const [people, rooms] = [names.people.length, names.rooms.length];
  const most = LIMITS.searchSuggestions;
  const isMore = people >= most || rooms >= most;
  const all = messages + files + people + rooms;
  const shown = (count: number, at?: number) => (count > 0 ? countOf(count, at) : "");

  return {
    all: shown(all, isMore ? all : undefined),
    messages: shown(messages),
    files: shown(files),
    people: shown(people, most),
    rooms: shown(rooms, most),
  };
}

/** A thin line while a search is under way. */
const Progress = ({ isBusy }: { isBusy: boolean }) => (
  <div aria-hidden className="h-0.5 flex-none overflow-hidden">
    {isBusy && <div className="h-full w-1/3 animate-progress bg-accent motion-reduce:w-full" />}
  </div>
);

/** Says to screen readers how many messages were found. */
function Announced({ results }: { results: ResultsOf<unknown> }) {
  const t = useTranslations("search");
  const countOf = useCount();
  const isDone = results.state === "whole" && results.path === results.shownPath;

  return (
    <p aria-live="polite" className="sr-only">
      {isDone && results.total > 0 && t("found", { count: results.total, shown: countOf(results.total) })}
    </p>
  );
}
