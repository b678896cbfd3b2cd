import Download from "lucide-react/icons/download";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Filters } from "@/components/administration/filters";
import { AddPerson } from "@/components/administration/people/add-person";
import { PeopleTable } from "@/components/administration/people/people-table";
import { buttonLook } from "@/components/ui/button";
import { DeskHeading } from "@/components/ui/desk";
import { Pages } from "@/components/ui/pages";
import { listPeople } from "@/lib/domain/administration/list-people";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, oneOf, place, words } from "../../given";
import { sortOfList } from "../sort-of-list";

type Props = { searchParams: Promise<Given> };

const STATES = ["all", "active", "deactivated"] as const;
const SORTS = ["name", "role", "lastActive"] as const;
const ROLES = ["administrator", "member", "guest"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("people") };
}

export default async function PeoplePage({ searchParams }: Props) {
  const given = await searchParams;
  const q = words(given.q);
  const state = oneOf(STATES, given.state) ?? "all";
  const role = oneOf(ROLES, given.role);
  const cursor = place(given.cursor);
  const { sort, order, sortOf } = sortOfList(given, SORTS, { q, state, role });
  const actor = await currentAdministrator();
  const page = await orNotFound(listPeople(actor, { q, state, role, sort, order, cursor }));
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("administration.people")}>
        <a
          href={`/api/v1/admin/people.csv?${new URLSearchParams({ state, sort, order, ...(q && { q }), ...(role && { role }) })}`}
          download
          className={buttonLook({ look: "quiet", size: "small" })}
        >
          <Download size={16} aria-hidden />
          {t("people.export")}
        </a>
        <AddPerson />
      </DeskHeading>
      <Filters
        path="/admin/people"
        search={t("people.search")}
        q={q}
        choices={[
          {
            name: "state",
            label: t("people.state"),
            value: state,
            options: STATES.map((value) => ({ value, label: t(`people.states.${value}`) })),
          },
          {
            name: "role",
            label: t("people.role"),
            value: role ?? "",
            options: [
              { value: "", label: t("people.anyRole") },
              ...ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
            ],
          },
        ]}
      >
        <input type="hidden" name="sort" value={sort} />
        <input type="hidden" name="order" value={order} />
      </Filters>
      {page.items.length === 0 ? (
        <p className="py-6 text-ink-2">{t("people.nobody")}</p>
      ) : (
        <PeopleTable people={page.items} sortOf={sortOf} />
      )}
      <Pages query={{ q, state, role, sort, order }} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
