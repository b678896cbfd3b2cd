import { z } from "zod";
import { page } from "./fields";
import { sentFile } from "./files";
import { message } from "./messages";
import { person } from "./people";
import { roomKind } from "./rooms";

export const searchRoom = z.object({ id: z.uuid(), name: z.string().nullable(), kind: roomKind });
const highlights = z
  .array(z.tuple([z.int(), z.int()]))
  .meta({ description: "Ranges [start, end) of what was found, in code points." });

export const searchHit = z.object({
  message,
  room: searchRoom,
  highlights: highlights.meta({ description: "Ranges [start, end) of `message.text`, in code points." }),
  root: z
    .object({ id: z.uuid(), seq: z.int(), sender: person, text: z.string() })
    .nullable()
    .meta({ description: "Of a reply in a thread: the thread's first message, with its first words" }),
  fileIds: z.array(z.uuid()).meta({ description: "Attachments whose names or descriptions match." }),
});

export const searchSuggestions = z
  .strictObject({
    people: z.array(person),
    rooms: z.array(searchRoom),
    operators: z
      .array(z.string())
      .meta({ description: "Filters that begin with the text, such as `from:`." }),
  })
  .meta({ id: "SearchSuggestions" });

export const searchPage = page(searchHit)
  .extend({
    total: z.int().meta({ description: "Stops at 1,000." }),
    isPartial: z
      .boolean()
      .meta({ description: "True if a time limit ended the search; a narrower one finds all." }),
    searchedFor: z
      .string()
      .nullable()
      .meta({ description: "What was looked for instead: the query as typed on another keyboard." }),
    suggestion: z
      .string()
      .nullable()
      .meta({ description: "A query with misspelt words mended, which finds something." }),
  })
  .meta({ id: "SearchPage" });

export const fileHit = z.object({
  file: sentFile,
  room: searchRoom,
  highlights: highlights.meta({ description: "Ranges [start, end) of `file.name`, in code points." }),
  excerpt: z
    .object({ text: z.string(), highlights })
    .nullable()
    .meta({ description: "Around what was found in the description or in the text inside the file." }),
});

export const searchFilePage = page(fileHit)
  .extend({
    total: z.int().meta({ description: "Stops at 1,000." }),
    isPartial: z
      .boolean()
      .meta({ description: "True if a time limit ended the search; a narrower one finds all." }),
  })
  .meta({ id: "SearchFilePage", description: "Newest first." });
