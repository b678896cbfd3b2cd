import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { ConfirmationOfView, Page } from "@/lib/shared/views";
import { csvOf } from "../administration/csv";
import { id } from "../fields";
import { confirmationState, listConfirmations } from "./list-confirmations";

type State = z.output<typeof confirmationState>;
type Row = ConfirmationOfView & { state: State };

const STATES = confirmationState.options;

/**
 * Exports who confirmed a message and who has not as CSV, page by page; each page checks the caller again. Errors as for the
 * list.
 */
export const exportConfirmations = query({
  key: "message.export-confirmations",
  summary: "Export who confirmed a message as CSV",
  input: z.object({ message: id }),
  authorize: ({ actor }) => actor,

  execute: (_ctx, { message }, actor) =>
    csvOf<Row>({
      columns: ["name", "username", "state", "confirmed"],
      cellsOf: ({ user, state, confirmedAt }) => [user.displayName, user.username, state, confirmedAt],

      /** A cursor is the state and the cursor within it: people who confirmed come first, then the others. */
      async readPage(place): Promise<Page<Row>> {
        const [state, cursor] = (place ?? "confirmed").split(" ") as [State, string | undefined];
        const page = await listConfirmations(actor, {
          message,
          state,
          limit: LIMITS.pageSize.max,
          ...(cursor && { cursor }),
        });
        const next = STATES[STATES.indexOf(state) + 1] ?? null;
        return {
          items: page.items.map((item) => ({ ...item, state })),
          nextCursor: page.nextCursor ? `${state} ${page.nextCursor}` : next,
        };
      },
    }),
});
