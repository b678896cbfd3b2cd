import type { Topic } from "./topic";

// Each line begins with its author. A message is named after its topic and its number, from 1: `deploy.1`.

export const ENGLISH_TOPICS: Record<string, Topic> = {
  deploy: {
    room: "backend",
    daysAgo: 3,
    lines: `
anna: Deployment of 2.4 starts at nine, please keep the channel quiet.
dmitri: Deployed to staging, smoke tests are green.
boris: The production deployment failed: the health check timed out.
anna: Rolled back the production deployment, the old version is serving.
dmitri: The health check waited for a table that the migration creates later.
boris: Deploying again with the migration first.
anna: Production is deployed and healthy, thanks everybody.
hugo: Can somebody deploy the landing page as well?
felix: The fire brigade deploys here on Friday for a drill, production of badges is paused.`,
  },
  olddeploy: {
    room: "backend",
    daysAgo: 400,
    lines: `
boris: The production deployment failed because the disk was full.
dmitri: Deploys are frozen until January.
anna: Health check added to the deploy script.`,
  },
  review: {
    room: "backend",
    daysAgo: 8,
    lines: `
dmitri: The code review of the search branch is open, forty files.
anna: Reviewed half of it; the tokenizer needs tests for camel case.
boris: My review: the code that builds the query is hard to follow.
dmitri: Addressed the review comments, please look again.
anna: Approved, merge when the build is green.
clara: The performance review forms are due on Monday, the code for the form is 4711.
hugo: Reviews of the new coffee machine are mixed.
dmitri: Merged the search branch after the code review.`,
  },
  leak: {
    room: "ops",
    daysAgo: 14,
    lines: `
boris: Memory of the worker grows by a gigabyte a day, looks like a memory leak.
dmitri: The heap snapshot shows the cache of previews leaking.
anna: Found the memory leak: listeners were never removed.
boris: Memory is flat since the fix, closing.
hugo: There is a leak under the kitchen sink, the plumber comes at two.
felix: Please do not leak the price list before January.
dmitri: In memory of our old server, which served nine years: cake at four, mind the leaking roof in the hall.`,
  },
  search: {
    room: "backend",
    daysAgo: 2,
    lines: `
anna: Search finds words in any grammatical form now, try it.
dmitri: Searching for a phrase in quotes is still slow with common words.
anna: The search index takes half of the size of the messages.
boris: A search for "the server" takes three milliseconds after the change of the index.
elena: The search field needs a hint about the operators.
hugo: I searched the whole office for my badge, it was in the search results of the lost and found.
dmitri: Full text search beats the search service that we wanted to buy.
galina: Our search for a new sales manager goes on.`,
  },
  index: {
    room: "backend",
    daysAgo: 90,
    lines: `
dmitri: The index on created_at is not used by the planner.
boris: Dropped the unused index, the table is a third smaller.
anna: Created a partial index for unread messages.
clara: The consumer price index rose, rents follow.
dmitri: Rebuilding the index concurrently takes ten minutes on the large table.`,
  },
  outage: {
    room: "ops",
    daysAgo: 1,
    lines: `
boris: Outage: connection refused from the database since 14:02.
anna: The database ran out of connections, the pool of the importer leaks them.
dmitri: Restarted the importer, connections are back to normal.
boris: Post-mortem of the outage on Thursday, please add your notes.
elena: Told the customers about the outage on the status page.
anna: Connection pool limited to ten for the importer.
hugo: Missed the connection in Berlin, I arrive at nine.
galina: The customer refused the offer.`,
  },
  customer: {
    room: "support",
    daysAgo: 6,
    lines: `
elena: A customer reports that pasted images arrive rotated.
boris: The rotated images come from phones: the orientation was dropped.
anna: Fixed the image orientation, the next release has it.
elena: The customer confirms: images are upright.
elena: Another customer cannot upload files above 100 megabytes.
dmitri: The upload limit is 100 megabytes by default, administrators can raise it.
galina: The customer wants a quote for two hundred users.
hugo: Customer parking is behind the building.`,
  },
  upload: {
    room: "backend",
    daysAgo: 35,
    lines: `
dmitri: Uploads resume after a lost connection now.
anna: Upload of a large file blocks the event loop for a second, see the trace.
boris: Moved the hashing of uploads to a worker.
elena: The upload button is hidden on small screens.
dmitri: Uploaded the design files to the shared folder.`,
  },
  budget: {
    room: "finance",
    daysAgo: 10,
    lines: `
clara: The budget for next year is due on the tenth of December.
felix: The marketing budget grows by five percent, travel shrinks.
clara: Budget approved by the board, details in the folder.
galina: Is there budget for the fair in March?
clara: The fair is in the sales budget.
hugo: I found a budget hotel for the team trip.
anna: The error budget of this quarter is used up, no risky releases.`,
  },
  invoices: {
    room: "finance",
    daysAgo: 21,
    lines: `
clara: Invoice 2026-114 from the hosting company is unpaid.
felix: Paid invoice 2026-114 this morning.
clara: The invoice for the laptops has the wrong address.
galina: The customer asks for an invoice in English.
clara: Invoices go out on the first of the month.
felix: The hosting company raised its prices, expect a larger invoice.`,
  },
  holiday: {
    room: "office",
    daysAgo: 13,
    lines: `
felix: The office is closed for the holidays from the 24th to the 1st.
hugo: Who waters the plants over the holidays?
elena: On holiday until Monday, Boris takes my tickets.
clara: Holiday requests need an approval two weeks ahead.
felix: The holiday party is on the 18th, bring a dish.
boris: The on-call plan for the holidays is in the wiki.`,
  },
  oncall: {
    room: "ops",
    daysAgo: 5,
    lines: `
boris: On call this week: Dmitri, next week: me.
dmitri: Two pages last night, both from the disk alert.
anna: The alert fires too early, raised the threshold to ninety percent.
boris: Handing over: one open alert about the replica lag.
dmitri: Replica lag is caused by the nightly report, moved it to six.
hugo: Somebody called for Anna, they will call again at three.`,
  },
  replica: {
    room: "ops",
    daysAgo: 50,
    lines: `
dmitri: The read replica lags behind by two minutes during backups.
boris: Backups run on the replica now, the primary is calm.
anna: Restoring a backup on the replica took forty minutes.
boris: Restore test of the backup passed, next one in three months.
felix: A replica of the trophy is in the lobby.`,
  },
  design2: {
    room: "design",
    daysAgo: 17,
    lines: `
elena: The dark mode palette is ready for review.
hugo: Dark mode makes the logo invisible.
elena: Gave the logo a light outline in dark mode.
anna: The keyboard shortcut for dark mode conflicts with the browser.
elena: The stairs are dark since Friday, the mode of the lamp is wrong.
clara: Printed the palette in A2 for the wall.`,
  },
  token: {
    room: "backend",
    daysAgo: 28,
    lines: `
anna: Access tokens live thirty minutes, refresh tokens a month.
boris: A refresh token that is used twice ends the session.
dmitri: The token of the build bot has expired, renewed.
hugo: The washing machine takes tokens from reception.
anna: Rate limit per token: a hundred requests a minute.
dmitri: Hit the rate limit of the registry again, added a cache.
galina: The exchange rate is at its limit, we invoice in euros.`,
  },
  flaky: {
    room: "backend",
    daysAgo: 9,
    lines: `
dmitri: The test of the socket is flaky, one failure in fifty runs.
boris: Flaky tests are listed on the wiki page.
anna: Fixed the flaky socket test: it waited for the wrong frame.
dmitri: All tests pass in nine minutes now.
elena: User tests of the new navigation on Wednesday.
clara: The test purchase in the shop worked.
boris: The failing build was a full disk, not the tests.`,
  },
  mixed: {
    room: "backend",
    daysAgo: 16,
    lines: `
dmitri: В pull request 512 упал тест TokenCache.evict, посмотри stack trace.
anna: TokenCache чистится по таймеру, evict зовётся дважды, исправила в CORE-512.
boris: CORE-512 на ревью, CORE-5120 закрыт.
dmitri: Смержил pull request, build зелёный.
anna: Путь к настройкам: config/search/index.yaml, ключ maxTokens.
boris: В src/search/TokenCache.ts опечатка в имени метода.
elena: Die Größe der Vorschau ist falsch, siehe Straße im Beispiel.
hugo: Réunion à dix heures, le café est prêt.
galina: 会议改到周五下午，请准备报价。
boris: Адрес стенда https://staging.example.com/search?q=test, пароль у Анны.`,
  },
};
