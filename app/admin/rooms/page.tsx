import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Filters } from "@/components/administration/filters";
import { MakeRoom } from "@/components/administration/rooms/make-room";
import { RoomTable } from "@/components/administration/rooms/room-table";
import { DeskHeading } from "@/components/ui/desk";
import { Pages } from "@/components/ui/pages";
import { listAllRooms } from "@/lib/domain/administration/rooms";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, oneOf, place, words } from "../../given";
import { oneWaySorts } from "../sort-of-list";

type Props = { searchParams: Promise<Given> };

const KINDS = ["open", "password", "closed"] as const;
const STATES = ["all", "active", "archived"] as const;
const SORTS = ["name", "activity", "members"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("rooms") };
}

export default async function RoomsPage({ searchParams }: Props) {
  const given = await searchParams;
  const actor = await currentAdministrator();
  const q = words(given.q);
  const kind = oneOf(KINDS, given.kind);
  const state = oneOf(STATES, given.state) ?? "all";
  const sort = oneOf(SORTS, given.sort) ?? "name";
  const cursor = place(given.cursor);
  const archived = state === "all" ? undefined : state === "archived";
  const page = await orNotFound(listAllRooms(actor, { q, kind, archived, sort, cursor }));
  const t = await getTranslations("adminRooms");
  const sortOf = oneWaySorts(
    sort,
    { name: "ascending", members: "descending", activity: "descending" },
    { q, kind, state },
  );
  const isNarrowed = Boolean(q || kind || cursor || state !== "all");

  return (
    <>
      <DeskHeading title={t("list")}>
        <MakeRoom />
      </DeskHeading>
      <Filters
        path="/admin/rooms"
        search={t("search")}
        q={q}
        choices={[
          {
            name: "kind",
            label: t("kind"),
            value: kind ?? "",
            options: [
              { value: "", label: t("anyKind") },
              ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
            ],
          },
          {
            name: "state",
            label: t("state"),
            value: state,
            options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
      >
        <input type="hidden" name="sort" value={sort} />
      </Filters>
      {page.items.length === 0 ? (
        <p className="py-6 text-ink-2">{t(isNarrowed ? "nothing" : "none")}</p>
      ) : (
        <RoomTable rooms={page.items} sortOf={sortOf} />
      )}
      <Pages query={{ q, kind, state, sort }} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
